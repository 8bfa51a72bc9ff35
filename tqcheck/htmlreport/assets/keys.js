// One key, one act. Keys with modifiers and keys typed into a field are left alone.
const ACTS = {
  j: () => toSegments() && step(1),
  k: () => toSegments() && step(-1),
  a: () => withFlag(accept),
  d: () => withFlag(dismiss),
  e: () => withFlag((flag) => editText(flag, 'suggestion')),
  c: () => withFlag((flag) => editText(flag, 'comment')),
  u: () => withFlag((flag) => { decide(flag, {decision: null}); say('Decision taken back'); markCurrent(); }),
  x: () => state.view === 'segments' && clearFilters(),
  '/': () => { showView('segments'); controls.text.focus(); controls.text.select(); },
  '?': () => helpDialog.showModal(),
  o: () => showView('overview'),
  s: () => showView('segments'),
  t: () => VIEWS.includes('article') && data.docs.length > 0 && showView('article'),
  n: () => VIEWS.includes('names') && showView('names'),
  r: () => showView('rules'),
  m: () => showView('method'),
};

// On the other pages the first j or k opens the segments; the next one moves.
function toSegments() {
  if (state.view === 'segments') return true;
  showView('segments');
  return false;
}

function withFlag(act) {
  if (state.view === 'segments' && currentFlag) act(currentFlag);
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !tip.hidden) { hideTip(); return; }
  const typing = event.target.closest?.('input, textarea, select, [contenteditable]');
  if (event.key === 'Escape' && typing === controls.text) { focusList(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || typing || document.querySelector('dialog[open]')) return;
  if (event.key === 'Escape' && state.view === 'segments' && byId('view-segments').classList.contains('opened')) { backToList(); return; }
  if (/^[1-9]$/.test(event.key)) {
    const reason = REASONS[Number(event.key) - 1];
    if (reason && state.view === 'segments' && currentFlag && decisionKind(currentFlag) === 'dismissed') giveReason(currentFlag, reason);
    return;
  }
  const mark = event.target.closest?.('mark[data-flags]');
  if (mark && (event.key === 'Enter' || event.key === ' ')) { event.preventDefault(); chooseMark(mark); return; }
  const act = ACTS[event.key];
  if (act) { event.preventDefault(); act(); }
});

// A click on a mark makes its flag the current one; in an article it opens the segment.
function chooseMark(mark) {
  const segment = segments[Number(mark.dataset.segment)];
  const flag = segment.flags[Number(mark.dataset.flags.split(' ')[0])];
  if (state.view === 'article') {
    go({view: 'segments', document: segment.document, sort: 'input', segment: segment.id, flag: flag.number ? String(flag.number + 1) : null}, {step: true});
    showState();
    return;
  }
  currentFlag = flag;
  markCurrent();
  byId(`flag-${flag.number}`)?.scrollIntoView({block: 'nearest'});
}
