// The files of a sitting, made of kept lines. Part of the worker.

const SILENT = "silent"; // the voice of those who want a bell and a breath alone
const FILE = /^\/sound\/([^/]+)\/([^/]+)\/([^/]+)\/(\d+)\.(webm|vtt)$/;

let made = {}; // what was made last: a player asks for it in many ranges

// A sitting's sound or words, if its lines are kept: {same, answer}; `same` where it is to the byte
// what the server would send.
async function fromLines(address) {
  const { pathname, searchParams: asked } = new URL(address);
  const [, language, voice, name, length, ending] = FILE.exec(pathname) ?? [];
  const lines = language && await linesOf(language, name, voice === SILENT ? "" : voice);
  const plan = lines && planOf(lines, length / 60, asked);
  if (!plan) return undefined;
  const same = asked.get("v") === plan.v;
  const heard = (voice === SILENT ? "b" : "lb") + (asked.get("pace") === "yes" ? "io" : "");
  const make = () => (ending === "vtt" ? captions(plan, lines) : webm(plan, lines.title, heard));
  const headers = { "Content-Type": ending === "vtt" ? "text/vtt" : "audio/webm", ETag: `"${plan.v}"` };
  const answer = () => {
    if (made.address !== address) made = { address, bytes: make() };
    return new Response(made.bytes, { headers });
  };
  return { same, answer };
}
