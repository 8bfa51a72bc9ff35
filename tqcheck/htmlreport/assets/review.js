// The dialogs: the state of the review with export and import, and the keys.
const SHORTCUTS = [
  ['j', 'next flag'], ['k', 'previous flag'], ['a', 'accept: the flag is right'], ['d', 'dismiss: the flag is wrong'],
  [`1 – ${REASONS.length}`, 'say why it was dismissed'], ['e', 'edit the suggestion'], ['c', 'comment'],
  ['u', 'take the decision back'], ['/', 'search'], ['x', 'clear the filters'], ['o s t n r m', 'overview, segments, text, names, rules, method'],
  ['?', 'these shortcuts'], ['Esc', 'close, or back to the list'],
];

const progressLine = () => `${countDecisions().toLocaleString('en')} of ${plural(allFlags.length, 'flag')} decided.`;

function dialog(id, title, ...content) {
  const box = h('dialog', {id, 'aria-labelledby': `${id}-title`},
    h('div', {class: 'dialog-head'}, h('h2', {id: `${id}-title`}, title),
      h('button', {type: 'button', class: 'icon', onclick: () => box.close()}, h('span', {'aria-hidden': 'true'}, '×'), h('span', {class: 'visually-hidden'}, 'Close'))),
    content);
  box.addEventListener('click', (event) => { if (event.target === box) box.close(); });
  document.body.append(box);
  return box;
}

const helpDialog = dialog('help', 'Keyboard', h('dl', {class: 'keys'}, SHORTCUTS.map(([keys, what]) => h('div', {},
  h('dt', {}, keys.split(' ').map((key) => (key === '–' ? ' – ' : h('kbd', {}, key)))), h('dd', {}, what)))));

const fileInput = h('input', {type: 'file', accept: '.jsonl,.ndjson,.json,application/x-ndjson', id: 'import-file', class: 'visually-hidden', tabindex: '-1', 'aria-label': 'File of decisions'});
const nameInput = h('input', {id: 'reviewer', autocomplete: 'off', placeholder: 'your name, for the record'});
const tally = h('p', {id: 'review-tally'});
const reviewDialog = dialog('review', 'Review',
  tally,
  h('label', {for: 'reviewer', class: 'filter'}, h('span', {}, 'Reviewer'), nameInput),
  h('p', {class: 'actions'},
    h('button', {type: 'button', id: 'export', class: 'primary', onclick: exportDecisions}, 'Export decisions.jsonl'),
    h('button', {type: 'button', id: 'import', onclick: () => fileInput.click()}, 'Import …'),
    h('button', {type: 'button', id: 'clear-decisions', onclick: askToClear}, 'Clear all'), fileInput),
  h('p', {class: 'quiet'}, data.served
    ? 'Every decision is written to decisions.jsonl in the run folder as you take it.'
    : 'Decisions stay in this browser, under the text they are about, so a new run of the same text finds them again. Export the file to hand them on: “tqcheck decisions” reads it.'));

fileInput.addEventListener('change', async () => {
  for (const file of fileInput.files) importDecisions(await file.text());
  fileInput.value = '';
});
nameInput.value = reviewerName();
nameInput.addEventListener('change', () => {
  try { localStorage.setItem('tqcheck:reviewer', nameInput.value.trim()); } catch { say('This browser keeps nothing for this page.'); }
});

function askToClear(event) {
  const button = event.target;
  if (button.dataset.sure) { clearDecisions(); delete button.dataset.sure; button.textContent = 'Clear all'; return; }
  button.dataset.sure = 'yes';
  button.textContent = 'Really clear?';
  setTimeout(() => { delete button.dataset.sure; button.textContent = 'Clear all'; }, 4000);
}

// On the page of each rule, how often the reviewers of this run found it right.
function drawPrecision() {
  const found = new Map();
  for (const flag of allFlags) {
    const kind = decisionKind(flag);
    if (kind === 'undecided') continue;
    const one = found.get(flag.rule) || {accepted: 0, dismissed: 0};
    one[kind] += 1;
    found.set(flag.rule, one);
  }
  for (const place of document.querySelectorAll('.reviewed')) {
    const one = found.get(place.dataset.rule);
    place.textContent = one ? ` Here, ${one.accepted.toLocaleString('en')} of ${(one.accepted + one.dismissed).toLocaleString('en')} reviewed ${one.accepted + one.dismissed === 1 ? 'was' : 'were'} right.` : '';
  }
}

// Drawn once for any number of decisions taken at one go.
let progressDue = false;
function drawProgress() {
  if (progressDue) return;
  progressDue = true;
  queueMicrotask(() => {
    progressDue = false;
    const decided = countDecisions();
    const kinds = {accepted: 0, dismissed: 0};
    for (const flag of allFlags) if (decisionKind(flag) in kinds) kinds[decisionKind(flag)] += 1;
    byId('progress-text').textContent = allFlags.length ? `${decided.toLocaleString('en')} / ${allFlags.length.toLocaleString('en')} reviewed` : 'Review';
    byId('review-button').querySelector('.meter span').style.width = `${allFlags.length ? (100 * decided) / allFlags.length : 0}%`;
    drawPrecision();
    tally.textContent = `${progressLine()} ${kinds.accepted} accepted, ${kinds.dismissed} dismissed.`;
  });
}
