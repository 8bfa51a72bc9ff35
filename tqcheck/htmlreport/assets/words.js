// Words that correspond: pointing at one lights it and its partners in the other text. The texts stay as they are:
// the browser paints ranges over them, and where it cannot, nothing is lost.
const canLight = typeof Highlight === 'function' && Boolean(CSS.highlights);
const textOf = new WeakMap(); // the element of a text → its segment and side

// Code points to the code units that the browser counts, at ascending places.
function unitPlaces(text, places) {
  const found = new Map();
  let unit = 0;
  let point = 0;
  for (const place of [...new Set(places)].sort((a, b) => a - b)) {
    while (point < place && unit < text.length) { unit += text.codePointAt(unit) > 0xffff ? 2 : 1; point += 1; }
    found.set(place, unit);
  }
  return found;
}

// The pairs of a segment as [{source: [start, end], target: [start, end]}] in code units, made when first asked for.
function pairsOf(segment) {
  segment.pairs ??= (() => {
    const {words} = segment;
    if (!words.length || [segment.source, segment.target].some((text) => text.search(HIDDEN_RE) >= 0)) return [];
    const side = (text, at) => unitPlaces(text, words.flatMap((pair) => [pair[at], pair[at + 1]]));
    const [source, target] = [side(segment.source, 0), side(segment.target, 2)];
    return words.map(([a, b, c, d]) => ({source: [source.get(a), source.get(b)], target: [target.get(c), target.get(d)]}));
  })();
  return segment.pairs;
}

// Where a point of the screen lies in a text, in code units; -1 if it is not on a letter.
function placeAt(element, x, y) {
  const caret = document.caretPositionFromPoint?.(x, y);
  const range = caret ? null : document.caretRangeFromPoint?.(x, y);
  const [node, offset] = caret ? [caret.offsetNode, caret.offset] : [range?.startContainer, range?.startOffset];
  if (!node || node.nodeType !== Node.TEXT_NODE || !element.contains(node)) return -1;
  let place = offset;
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode() && walker.currentNode !== node) place += walker.currentNode.length;
  return place;
}

function rangeOf(element, [start, end]) {
  const range = document.createRange();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let before = 0;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (start >= before && start < before + node.length) range.setStart(node, start - before);
    if (end > before && end <= before + node.length) { range.setEnd(node, end - before); return range; }
    before += node.length;
  }
  return range;
}

function lightWords(element, place) {
  const {segment, side} = textOf.get(element);
  const hit = pairsOf(segment).filter((pair) => pair[side][0] <= place && place < pair[side][1]);
  if (!hit.length) { CSS.highlights.delete('corresponding'); return; }
  const ranges = [];
  for (const other of element.closest('.texts').querySelectorAll('.words')) {
    const known = textOf.get(other);
    if (known) ranges.push(...hit.map((pair) => rangeOf(other, pair[known.side])));
  }
  CSS.highlights.set('corresponding', new Highlight(...ranges));
}

if (canLight) {
  document.addEventListener('pointermove', (event) => {
    const element = event.target.closest?.('.words');
    if (element && textOf.has(element) && textOf.get(element).segment.words.length) lightWords(element, placeAt(element, event.clientX, event.clientY));
    else CSS.highlights.delete('corresponding');
  }, {passive: true});
}
