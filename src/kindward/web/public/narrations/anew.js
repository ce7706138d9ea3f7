// A sitting set anew without a network, from kept lines: what sitting/anew.py answers, at whole
// minutes. Part of the worker.

const LEAST_LEFT_S = 15;
const FAR = 1.5; // as in plan/rejoin.py
const MOST_MINUTES = 30;
const PLAYED = 'audio/webm; codecs="opus"';

// The server sets a sitting to the second; kept lines have every whole minute.
async function anew(request) {
  const { pathname, searchParams } = new URL(request.url);
  const prefix = prefixOf(pathname);
  const language = prefix.slice(1) || tongue();
  const lines = await linesOf(language, ANEW.exec(pathname)[1], searchParams.get("voice")).catch(() => undefined);
  try {
    return await within(lines ? PATIENCE_MS : LAST_MS, fetch(request));
  } catch {
    const told = lines && anewOf(lines, searchParams, prefix);
    return told ? Response.json(told) : Response.error();
  }
}

// The language of pages without one in their address.
function tongue() {
  return navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => SHELL.languages.includes(tag)) ?? "en";
}

// Where to go on: the sitting whose rest, from this moment, is nearest to what is wished. One of which
// nothing was heard yet begins at its beginning.
function rejoined(lines, asked) {
  const number = (name) => Number(asked.get(name) ?? 0);
  const left = Math.max(number("minutes") * 60 - number("heard"), LEAST_LEFT_S);
  const tried = lengths(lines, asked).map((one) => joinedAt(one, number("line"), number("nth"), number("into")));
  const nearest = (some, wish) => some.reduce((best, one) => (best && wish(best) <= wish(one) ? best : one), null);
  const best = nearest(tried.filter(Boolean), (one) => Math.abs(one.left - left));
  if (number("heard") && best && best.left * FAR >= left) return best;
  const begun = nearest(lengths(lines, asked), ({ plan }) => Math.abs(seconds(plan.total) - left));
  return begun && { ...begun, at: 0, left: seconds(begun.plan.total) };
}

function lengths(lines, asked) {
  return Array.from({ length: MOST_MINUTES }, (_, at) => ({ minutes: at + 1, plan: planOf(lines, at + 1, asked) }))
    .filter(({ plan }) => plan);
}

function joinedAt(one, line, nth, into) {
  const times = one.plan.cues.filter((cue) => cue.sign === "l" && cue.line === line);
  if (!times.length) return null;
  const total = seconds(one.plan.total);
  const at = Math.min(seconds(times[Math.min(nth, times.length - 1)].start) + into, total);
  return { ...one, at, left: total - at };
}

// All that the page needs to go on; null where the practice has no such sitting.
function anewOf(lines, asked, prefix) {
  const form = asked.get("form") || "listen";
  const wished = new URLSearchParams([...asked, ...(form === "cues" ? [["bell", "yes"], ["pace", "yes"]] : [])]);
  const joined = rejoined(lines, wished);
  if (!joined) return null;
  const { minutes, plan, at, left } = joined;
  const own = [["voice", asked.get("voice")], ["form", form === "listen" ? "" : form], ...told(asked)].filter(([, value]) => value);
  const page = (name, length, ...more) =>
    `${prefix}/practices/${name}?${new URLSearchParams([["minutes", length], ...more, ...own])}`;
  const voice = form === "cues" ? SILENT : lines.voice;
  const sound = (ending, ...more) => soundOf(lines, voice, minutes * 60, ending, [...told(wished), ...more]);
  const v = voice === lines.voice ? [["v", plan.v]] : [];
  const begin = ["begin", "yes"];
  const longer = lines.longer.find((length) => length > minutes && planOf(lines, length, wished));
  return {
    form,
    title: lines.title,
    language: lines.language,
    total_s: minutes * 60,
    at_s: Math.round(at * 100) / 100,
    left_minutes: left / 60,
    told: lines.said[form][minutes - 1],
    clock: clockOfPage(plan),
    words: plan.cues.filter(({ sign }) => sign === "l").map(wordsOf),
    sources: form === "read" ? [] : [{ container: "webm", url: sound("webm", ...v), media_type: PLAYED }],
    captions: sound("vtt"),
    page: page(lines.name, minutes),
    longer: longer ? page(lines.name, longer, begin) : "",
    ground: lines.ground && page(lines.ground, lines.ground_minutes, begin),
  };
}

// What differs from a first visit, in the order of addresses.
const told = (asked) => [...chosen(asked), ...(asked.get("pace") === "yes" ? [["pace", "yes"]] : [])];

function soundOf({ language, name }, voice, length, ending, asked) {
  const query = new URLSearchParams(asked).toString();
  return `/sound/${language}/${voice}/${name}/${length}.${ending}${query && `?${query}`}`;
}

function clockOfPage({ cues }) {
  const between = (at) => (at && cues[at - 1].section !== cues[at].section ? "|" : at && " ");
  return cues.map(({ sign, start }, at) => `${between(at) || ""}${sign}${seconds(start)}`).join("");
}

function wordsOf({ start, text, line }) {
  const whole = Math.floor(seconds(start));
  return { start_s: seconds(start), clock: `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`, text, line };
}
