// One segment in full: its texts side by side, its flags, and what a reviewer says about each.
let showDifference = true;

function textBox(title, text, lang, marks, extra, about) {
  const there = text !== null && text !== undefined && text !== '';
  const words = h('p', {lang: lang.code || null, dir: lang.dir, class: there ? 'words' : 'words absent'},
    there ? marked(text, marks, {live: true}) : 'none given');
  if (about) textOf.set(words, about);
  return h('section', {class: `text ${extra || ''}`},
    h('h3', {}, title, lang.code && h('span', {class: 'lang', title: visible(lang.name)}, visible(lang.code))), words);
}

// The left column is in the source's language, the right one in the target's.
function texts(segment) {
  const references = segment.references.filter((reference) => reference);
  return h('div', {class: 'texts'},
    textBox('Source', segment.source, segment.from, sourceMarks(segment), 'in-source', {segment, side: 'source'}),
    textBox('Target', segment.target, segment.to, targetMarks(segment), 'target in-target', {segment, side: 'target'}),
    segment.back && textBox('Back-translation', segment.back, segment.from, [], 'in-source'),
    references.map((reference, number) => referenceBox(segment, reference, references.length > 1 ? ` ${number + 1}` : '')));
}

// A reference, by itself or as the edits that lead to it from the target.
function referenceBox(segment, reference, number) {
  const box = h('section', {class: 'text in-target'});
  const draw = () => {
    const same = reference === segment.target;
    const found = showDifference && !same ? difference(segment.target, reference, segment.to.code) : '';
    const edits = typeof found === 'string' ? null : found;
    clear(box,
      h('h3', {}, `Reference${number}`, segment.to.code && h('span', {class: 'lang', title: visible(segment.to.name)}, visible(segment.to.code)),
        same && h('span', {class: 'lang'}, 'the same words'),
        !same && (edits || !showDifference) && h('button', {type: 'button', class: 'quiet-button', 'aria-pressed': String(showDifference), onclick: () => { showDifference = !showDifference; draw(); }}, showDifference ? 'Hide the edits' : 'Show the edits')),
      h('p', {class: 'words', lang: segment.to.code || null, dir: segment.to.dir},
        edits ? edits.map(editNodes) : visibleNodes(reference)),
      found && !edits && h('p', {class: 'quiet small'}, found));
  };
  draw();
  return box;
}

// The space around words that come or go is not underlined or struck through.
function editNodes(edit) {
  if (edit.kind === 'same') return visibleNodes(edit.text);
  const name = edit.kind === 'gone' ? 'del' : 'ins';
  const [, before, words, after] = /^(\s*)(.*?)(\s*)$/s.exec(edit.text);
  return words ? [before, h(name, {}, visibleNodes(words)), after] : h(name, {}, edit.text);
}

function scoreLine(segment) {
  const shown = data.metrics.map((metric, column) => [metric, segment.scores[column]]).filter(([, score]) => score !== null && score !== undefined);
  return shown.length > 0 && h('ul', {class: 'segment-scores'}, shown.map(([metric, score]) => h('li', {}, `${metricName(metric)} `, h('b', {}, formatScore(score)))));
}

const formatScore = (score) => (Math.abs(score) <= 1 && !Number.isInteger(score) ? score.toFixed(3) : score.toFixed(1));

// A flag as a card. `current` is the one that the keys act on.
function flagCard(flag, current) {
  const decision = decisionOf(flag);
  const suggestion = decision?.suggestion ?? flag.suggestion;
  const words = Array.from(flag.segment.target).slice(flag.start, flag.end).join('');
  const card = h('li', {
    class: `flag ${flag.severity} ${decision?.decision || ''}`, id: `flag-${flag.number}`,
    'aria-current': current ? 'true' : null, 'data-flag': flag.number,
  },
  h('div', {class: 'flag-head'},
    h('span', {class: `level ${flag.severity}`}, h('span', {class: 'dot', 'aria-hidden': 'true'}), flag.severity),
    h('span', {}, visible(flag.category)),
    h('a', {class: 'rule', href: address({view: 'rules', rule: flag.rule})}, visible(flag.rule))),
  h('p', {class: 'message', dir: 'ltr'}, visible(flag.message)),
  suggestion !== null && h('p', {class: 'change'},
    h('bdi', {class: 'was', lang: flag.segment.to.code || null}, wording(words.length > 300 ? `${words.slice(0, 300)}…` : words, '∅')),
    h('span', {class: 'arrow', role: 'img', 'aria-label': 'should be'}, '→'),
    h('bdi', {class: 'becomes', lang: flag.segment.to.code || null}, wording(suggestion, '(delete)')),
    decision?.suggestion !== null && decision?.suggestion !== undefined && h('span', {class: 'edited'}, 'edited')),
  h('div', {class: 'acts', role: 'group', 'aria-label': `Decision on flag ${flag.number + 1}`},
    actButton('Accept', 'a', 'accepted', decision?.decision === 'accepted', () => accept(flag)),
    actButton('Dismiss', 'd', 'dismissed', decision?.decision === 'dismissed', () => dismiss(flag)),
    actButton('Edit suggestion', 'e', '', null, () => editText(flag, 'suggestion')),
    actButton(decision?.comment ? 'Edit comment' : 'Comment', 'c', '', null, () => editText(flag, 'comment'))),
  decision?.decision === 'dismissed' && reasonRow(flag, decision),
  decision?.comment && h('p', {class: 'comment', dir: 'auto'}, visible(decision.comment)),
  decision?.reviewer && h('p', {class: 'by'}, `${visible(decision.reviewer)}, ${visible(decision.time.slice(0, 10))}`));
  return card;
}

function actButton(label, key, kind, pressed, onclick) {
  return h('button', {type: 'button', class: `act ${kind}`, 'aria-pressed': pressed === null ? null : String(pressed), onclick, 'data-act': key},
    label, h('kbd', {'aria-hidden': 'true'}, key));
}

function reasonRow(flag, decision) {
  return h('div', {class: 'reasons', role: 'group', 'aria-label': 'Why was it dismissed?'},
    REASONS.map((reason, number) => h('button', {
      type: 'button', class: 'chip', 'aria-pressed': String(decision.reason === reason), onclick: () => giveReason(flag, reason),
    }, h('kbd', {'aria-hidden': 'true'}, String(number + 1)), reason)));
}

// Replace the actions of a card by a field. Enter keeps, Escape leaves.
function editText(flag, field) {
  const card = byId(`flag-${flag.number}`);
  if (!card) return;
  const old = decisionOf(flag);
  const value = field === 'comment' ? old?.comment || '' : old?.suggestion ?? flag.suggestion ?? '';
  const input = h(field === 'comment' ? 'textarea' : 'input', {
    'aria-label': field === 'comment' ? 'Comment' : 'Suggestion', dir: 'auto', rows: 2, class: 'edit',
    lang: field === 'comment' ? null : flag.segment.to.code || null,
  });
  input.value = value;
  let done = false;
  const finish = (keep) => {
    if (done) return;
    done = true;
    const text = input.value.trim();
    if (keep && text !== value) {
      decide(flag, field === 'comment' ? {comment: text} : {suggestion: text === (flag.suggestion ?? '') ? null : text});
    } else refreshFlag(flag);
    focusList();
  };
  input.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Enter' && !event.shiftKey) { event.preventDefault(); finish(true); }
    if (event.key === 'Escape') finish(false);
  });
  const acts = card.querySelector('.acts');
  acts.replaceWith(h('div', {class: 'acts'}, input,
    h('button', {type: 'button', class: 'act', onclick: () => finish(true)}, 'Keep'),
    h('button', {type: 'button', class: 'act', onclick: () => finish(false)}, 'Cancel')));
  input.focus();
  if (field !== 'comment') input.select();
}

// What a mark says for itself, on hover and on focus.
const tip = h('div', {id: 'tip', role: 'tooltip', hidden: true});
function showTip(mark) {
  const segment = segments[Number(mark.dataset.segment)];
  if (!segment) return;
  light(segment.index, mark.dataset.flags.split(' '));
  clear(tip, mark.dataset.flags.split(' ').map((number) => {
    const flag = segment.flags[Number(number)];
    const suggestion = decisionOf(flag)?.suggestion ?? flag.suggestion;
    return h('div', {class: 'tip-flag'},
      h('span', {class: `level ${flag.severity}`}, h('span', {class: 'dot', 'aria-hidden': 'true'}), `${flag.severity}, ${visible(flag.category)}`),
      h('p', {dir: 'ltr'}, visible(flag.message)),
      suggestion !== null && suggestion !== undefined && h('p', {}, '→ ', h('bdi', {class: 'becomes', lang: segment.to.code || null}, wording(suggestion, '(delete)'))));
  }));
  tip.hidden = false;
  const place = mark.getClientRects()[0] || mark.getBoundingClientRect();
  const left = Math.max(8, Math.min(place.left, document.documentElement.clientWidth - tip.offsetWidth - 8));
  const below = place.bottom + 8 + tip.offsetHeight < innerHeight;
  tip.style.left = `${left}px`;
  tip.style.top = `${below ? place.bottom + 6 : Math.max(8, place.top - tip.offsetHeight - 6)}px`;
}

// Everything about the same flags stands out: its words in both texts, and its line in the margin of an article.
function light(segment, flags) {
  for (const mark of document.querySelectorAll('mark[data-segment], .margin a[data-segment]')) {
    const here = Number(mark.dataset.segment) === segment && mark.dataset.flags.split(' ').some((number) => flags.includes(number));
    mark.classList.toggle('linked', here);
  }
}

function hideTip() {
  tip.hidden = true;
  for (const mark of document.querySelectorAll('.linked')) mark.classList.remove('linked');
}
