// A document as one reads it, with the flags in place.
let beside = false;
const MOST_PARAGRAPHS = 3000;
const PARAGRAPH = 220; // mean code units of a segment from which on segments are paragraphs rather than sentences

function documentsBySeverity() {
  const found = new Map(data.docs.map((name) => [name, {name, segments: [], penalty: 0, flags: 0, worst: -1}]));
  for (const segment of segments) {
    const document_ = segment.document === null ? null : found.get(segment.document);
    if (!document_) continue;
    document_.segments.push(segment);
    document_.penalty += segment.penalty;
    document_.flags += segment.flags.length;
    for (const flag of segment.flags) document_.worst = Math.max(document_.worst, flag.rank);
  }
  return [...found.values()].filter((one) => one.segments.length).sort((a, b) => b.worst - a.worst || b.penalty - a.penalty);
}

let articleDocuments = null;

function drawArticle() {
  articleDocuments ??= documentsBySeverity();
  const view = byId('view-article');
  const wanted = articleDocuments.find((one) => one.name === state.document) || articleDocuments[0];
  if (state.document !== undefined && wanted && wanted.name !== state.document) {
    clear(view, byId('article-title'), h('p', {class: 'page'}, `This file holds no segment of “${visible(state.document)}”; segments.jsonl in the run folder has all of them. `,
      h('a', {href: '#/article'}, 'Another document')));
    return;
  }
  if (!wanted) { clear(view, byId('article-title'), h('p', {class: 'page'}, 'The input names no documents.')); return; }
  const chooser = h('select', {id: 'article-document', onchange: (event) => { go({document: event.target.value}, {step: true}); drawArticle(); }},
    articleDocuments.map((one) => h('option', {value: one.name}, `${visible(one.name)} (${plural(one.flags, 'flag')})`)));
  chooser.value = wanted.name;
  clear(view,
    byId('article-title'),
    h('div', {class: 'article-bar'},
      h('label', {for: 'article-document'}, h('span', {}, 'Document'), chooser),
      h('button', {type: 'button', class: 'quiet-button', 'aria-pressed': String(beside), onclick: () => { beside = !beside; drawArticle(); }}, 'Source beside'),
      h('a', {href: address({view: 'segments', document: wanted.name, sort: 'input'})}, `${plural(wanted.segments.length, 'segment')} as a list`)),
    h('div', {class: `article ${beside ? 'beside' : ''}`}, articleText(wanted), articleFlags(wanted)));
}

function articleText(wanted) {
  const shown = wanted.segments.slice(0, MOST_PARAGRAPHS);
  const mean = shown.reduce((sum, segment) => sum + segment.target.length, 0) / shown.length;
  const {to} = shown[0];
  if (beside) {
    return h('div', {class: 'running pairs'}, shown.map((segment) => h('div', {class: 'beside-row'},
      h('p', {lang: segment.from.code || null, dir: segment.from.dir, class: 'from'}, segment.source === null ? '' : marked(segment.source, sourceMarks(segment), {live: true})),
      h('p', {lang: segment.to.code || null, dir: segment.to.dir}, marked(segment.target, targetMarks(segment), {live: true})))), rest(wanted));
  }
  const glue = ['zh', 'ja', 'th', 'lo', 'km', 'my'].includes(to.code.split('-')[0]) ? '' : ' ';
  const apart = mean > PARAGRAPH ? () => true : paragraphStarts(shown);
  const paragraphs = [];
  let before = null;
  for (const segment of shown) {
    if (!paragraphs.length || apart(segment, before)) paragraphs.push([]);
    if (before !== null && segment.position !== before.position + 1) paragraphs.at(-1).push(h('span', {class: 'missing', title: 'segments that this file leaves out'}, ' […] '));
    paragraphs.at(-1).push(h('span', {class: 'sentence'}, marked(segment.target, targetMarks(segment), {live: true}), glue));
    before = segment;
  }
  return h('div', {class: 'running', lang: to.code || null, dir: to.dir},
    paragraphs.map((parts, number) => h('p', {class: number === 0 && paragraphs.length > 1 && isHeadline(shown[0]) ? 'headline' : null}, parts)), rest(wanted));
}

// Where several segments come from one line of a file, its lines are paragraphs; else nothing is known of them.
function paragraphStarts(shown) {
  const lines = shown.some((segment, number) => number > 0 && segment.line !== null && segment.line === shown[number - 1].line);
  return (segment, before) => lines && segment.line !== before.line;
}

const isHeadline = (segment) => segment.target.length < 160 && !/[.!?…。！？؟।]["'”»」]?\s*$/u.test(segment.target);

const rest = (wanted) => wanted.segments.length > MOST_PARAGRAPHS && h('p', {class: 'quiet'}, `… and ${plural(wanted.segments.length - MOST_PARAGRAPHS, 'more segment')}: see the list.`);

function articleFlags(wanted) {
  const flags = wanted.segments.flatMap((segment) => segment.flags);
  return h('aside', {class: 'margin', 'aria-label': 'Flags of this document'},
    h('h2', {}, plural(flags.length, 'flag')),
    h('ol', {}, flags.slice(0, 500).map((flag) => h('li', {class: `${flag.severity} ${decisionOf(flag)?.decision || ''}`},
      h('a', {href: address({view: 'segments', document: wanted.name, sort: 'input', segment: flag.segment.id, flag: flag.number ? flag.number + 1 : null}), 'data-segment': flag.segment.index, 'data-flags': flag.number},
        h('span', {class: `level ${flag.severity}`}, h('span', {class: 'dot', 'aria-hidden': 'true'}), visible(flag.category)),
        h('span', {class: 'margin-message', dir: 'ltr'}, visible(flag.message)))))),
    flags.length > 500 && h('p', {class: 'quiet'}, `and ${flags.length - 500} more`));
}
