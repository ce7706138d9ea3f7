// What the typed words find, accents and slips forgiven: the same as search.py and explore.py.

const MOST_WORDS = 12;
const BEGUN = 3;

export function find(text, cards, feelings) {
  const typed = split(text).slice(0, MOST_WORDS);
  const asTyped = (one, other) => one === other
    || (one === typed.at(-1) && one.length >= BEGUN && other.startsWith(one));
  for (const tells of typed.length ? [asTyped, forgiving] : []) {
    const named = feelings.filter(({ phrases }) => phrases.some((phrase) => standsIn(phrase, typed, tells)));
    const names = named.flatMap(({ practices }) => practices);
    const found = cards.filter((card) => names.includes(card.dataset.name) || tell(card.textContent, typed, tells));
    if (found.length) return { found, person: named.some(({ person }) => person) };
  }
  return { found: [] };
}

function tell(text, typed, tells) {
  const all = plain(text);
  const own = split(text);
  return typed.every((word) => all.includes(word) || own.some((other) => tells(word, other)));
}

function standsIn(phrase, typed, tells) {
  return typed.some((_, start) => phrase.every((word, i) => start + i < typed.length && tells(typed[start + i], word)));
}

function forgiving(one, other) {
  const allowed = (one.length > 2) + (one.length > 5);
  return Math.abs(one.length - other.length) <= allowed && slips(one, other) <= allowed;
}

function slips(one, other) {
  let [earlier, before, row] = [[], [], [...Array(other.length + 1).keys()]];
  for (let i = 0; i < one.length; i += 1) {
    [earlier, before, row] = [before, row, [i + 1]];
    for (let j = 0; j < other.length; j += 1) {
      row.push(Math.min(before[j] + (one[i] !== other[j]), before[j + 1] + 1, row[j] + 1));
      if (i && j && one[i] === other[j - 1] && one[i - 1] === other[j]) row[j + 1] = Math.min(row[j + 1], earlier[j - 1] + 1);
    }
  }
  return row.at(-1);
}

function split(text) {
  return plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

function plain(text) {
  return text.toLowerCase().normalize("NFKD").replace(/\p{M}|['’]/gu, "");
}
