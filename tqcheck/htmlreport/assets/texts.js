// Texts with marks in them. All places are counted in code points, as the data count them.
const HIDDEN_RE = new RegExp(data.hidden, 'gu');
const codeName = (char) => `U+${char.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

// Hidden characters as their codes: for names and messages, where markup is of no use.
// No longer than anybody reads.
const LONGEST = 600;
function visible(text) {
  const shown = String(text ?? '').replace(HIDDEN_RE, (char) => `[${codeName(char)}]`);
  return shown.length <= LONGEST ? shown : `${Array.from(shown.slice(0, 2 * LONGEST)).slice(0, LONGEST).join('')}… (${shown.length.toLocaleString('en')} characters)`;
}

// Words of a flag or of its suggestion: spaces alone cannot be seen, so they are named.
function wording(text, none) {
  if (text === '') return none;
  if (text.trim()) return visible(text);
  const kind = /^\u00a0+$/.test(text) ? 'no-break space' : 'space';
  return text.length === 1 ? `(a ${kind})` : `(${plural(text.length, kind)})`;
}

// The same, with each code in an element of its own.
function visibleNodes(text) {
  const nodes = [];
  let last = 0;
  for (const match of text.matchAll(HIDDEN_RE)) {
    if (match.index > last) nodes.push(text.slice(last, match.index));
    nodes.push(h('span', {class: 'hidden-char', title: 'a character that cannot be seen'}, codeName(match[0])));
    last = match.index + match[0].length;
  }
  if (last < text.length) nodes.push(last ? text.slice(last) : text);
  return nodes;
}

// Cut a text at the borders of all marks: [{start, end, marks}], zero-width marks as pieces of their own.
function pieces(length, marks) {
  const borders = new Set([0, length]);
  for (const mark of marks) {
    borders.add(Math.min(mark.start, length));
    borders.add(Math.min(mark.end, length));
  }
  const cuts = [...borders].sort((a, b) => a - b);
  const found = [];
  cuts.forEach((cut, number) => {
    const here = marks.filter((mark) => mark.start === mark.end && Math.min(mark.start, length) === cut);
    if (here.length) found.push({start: cut, end: cut, marks: here});
    const next = cuts[number + 1];
    if (next > cut) {
      found.push({start: cut, end: next, marks: marks.filter((mark) => mark.start < next && mark.end > cut)});
    }
  });
  return found;
}

// Of marks on the same words the shortest shows, lest a flag of a whole sentence hide what is wrong in it.
const telling = (marks) => marks.reduce((best, mark) => {
  const shorter = (best.end - best.start) - (mark.end - mark.start);
  return shorter > 0 || (shorter === 0 && mark.flag.rank > best.flag.rank) ? mark : best;
});

// Return nodes of `text` with its marks. A mark is {start, end, flag}; `live` ones can be focused and explain themselves.
function marked(text, marks, {live = false} = {}) {
  if (!marks.length) return visibleNodes(text);
  const chars = Array.from(text);
  return pieces(chars.length, marks).map((piece) => {
    const nodes = visibleNodes(chars.slice(piece.start, piece.end).join(''));
    if (!piece.marks.length) return nodes;
    const {flag} = telling(piece.marks);
    const gap = piece.start === piece.end;
    const properties = {class: `${flag.severity}${gap ? ' gap' : ''}`};
    if (live) {
      const label = `${flag.severity} ${visible(flag.category)}: ${visible(flag.message)}`;
      Object.assign(properties, {
        tabindex: 0, role: 'button', 'data-flags': piece.marks.map((mark) => mark.flag.number).join(' '),
        'data-segment': flag.segment.index,
        'aria-label': gap ? `Missing here. ${label}` : `${visible(chars.slice(piece.start, piece.end).join(''))}. ${label}`,
      });
    }
    return h('mark', properties, nodes);
  });
}

const targetMarks = (segment, flags = segment.flags) => flags.flatMap((flag) => [
  {start: flag.start, end: flag.end, flag},
  ...flag.more.filter((span) => span[0] === 'target').map(([, start, end]) => ({start, end, flag})),
]);

const sourceMarks = (segment, flags = segment.flags) => flags.flatMap((flag) => [
  ...(flag.source ? [{start: flag.source[0], end: flag.source[1], flag}] : []),
  ...flag.more.filter((span) => span[0] === 'source').map(([, start, end]) => ({start, end, flag})),
]);

// The text around a place, short enough for a line or two.
const SNIPPET = 150;
function snippet(segment, flag) {
  const wide = segment.target.length > 4000 ? cheapSlice(segment.target, flag) : null;
  const chars = wide ? wide.chars : Array.from(segment.target);
  const shift = wide ? wide.shift : 0;
  const at = flag ? flag.start - shift : 0;
  let low = Math.max(0, at - 45);
  if (low > 0) {
    const space = chars.indexOf(' ', low);
    if (space >= 0 && space < at) low = space + 1;
  }
  const high = Math.min(chars.length, low + SNIPPET);
  const marks = targetMarks(segment)
    .map((mark) => ({...mark, start: mark.start - shift - low, end: mark.end - shift - low}))
    .filter((mark) => mark.end >= 0 && mark.start <= high - low)
    .map((mark) => ({...mark, start: Math.max(0, mark.start), end: Math.min(high - low, mark.end)}));
  return [
    low + shift > 0 && '…',
    ...marked(chars.slice(low, high).join(''), marks),
    (high < chars.length || wide) && '…',
  ].filter(Boolean);
}

// A row of a list must not cost as much as its longest text: cut before splitting it into code points.
function cheapSlice(text, flag) {
  let shift = 0;
  let unit = 0;
  const until = flag ? Math.max(0, flag.start - 100) : 0;
  while (shift < until && unit < text.length) {
    unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
    shift += 1;
  }
  return {chars: Array.from(text.slice(unit, unit + 800)), shift};
}

// Words of a text for comparing, as its language cuts them; spaces and marks are tokens too.
function tokens(text, lang) {
  if (typeof Intl.Segmenter !== 'function') return text.split(/(\s+)/).filter(Boolean);
  let cutter;
  try {
    cutter = new Intl.Segmenter(lang || undefined, {granularity: 'word'});
  } catch {
    cutter = new Intl.Segmenter(undefined, {granularity: 'word'});
  }
  return Array.from(cutter.segment(text), (part) => part.segment);
}

const MOST_COMPARED = 1500;
const LEAST_SHARED = 0.3; // of the shorter text: below it, the edits are harder to read than the texts

// The edits that turn `before` into `after`: [{kind: 'same' | 'gone' | 'new', text}]; or why they are not shown.
function difference(before, after, lang) {
  const a = tokens(before, lang);
  const b = tokens(after, lang);
  if (a.length > MOST_COMPARED || b.length > MOST_COMPARED) return 'The texts are too long to compare here.';
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      common[i * width + j] = a[i] === b[j]
        ? common[(i + 1) * width + j + 1] + 1
        : Math.max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
  }
  const edits = [];
  const push = (kind, text) => {
    const last = edits.at(-1);
    if (last && last.kind === kind) last.text += text;
    else edits.push({kind, text});
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) { push('same', a[i]); i += 1; j += 1; }
    else if (i < a.length && (j === b.length || common[(i + 1) * width + j] >= common[i * width + j + 1])) { push('gone', a[i]); i += 1; }
    else { push('new', b[j]); j += 1; }
  }
  const shared = edits.reduce((sum, edit) => sum + (edit.kind === 'same' ? edit.text.trim().length : 0), 0);
  if (shared < LEAST_SHARED * Math.min(before.length, after.length)) return 'The target has too little in common with it to show the edits.';
  return tidied(edits);
}

// A lone space between two edits belongs to them: “the old | | man” reads worse than “the old man”.
function tidied(edits) {
  const done = [];
  let gone = '';
  let fresh = '';
  const flush = () => {
    if (gone) done.push({kind: 'gone', text: gone});
    if (fresh) done.push({kind: 'new', text: fresh});
    gone = ''; fresh = '';
  };
  edits.forEach((edit, number) => {
    const between = edit.kind === 'same' && !edit.text.trim() && number > 0 && number < edits.length - 1;
    if (edit.kind === 'gone') gone += edit.text;
    else if (edit.kind === 'new') fresh += edit.text;
    else if (between) { gone += edit.text; fresh += edit.text; }
    else { flush(); done.push(edit); }
  });
  flush();
  return done;
}
