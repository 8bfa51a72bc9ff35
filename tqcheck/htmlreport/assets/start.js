// Views, theme, printing, and the first drawing.
let segmentsBuilt = false;

function showView(name) {
  hideTip();
  if (state.view === name) return;
  state = {view: name};
  go({}, {step: true});
  showState();
  window.scrollTo(0, 0);
}

function showState() {
  for (const name of VIEWS) byId(`view-${name}`).hidden = name !== state.view;
  for (const link of document.querySelectorAll('.views a')) {
    if (link.hash === `#/${state.view}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.documentElement.dataset.view = state.view;
  if (state.view === 'segments') {
    if (!segmentsBuilt) { buildSegments(); segmentsBuilt = true; }
    update();
  }
  if (state.view === 'article') drawArticle();
  if (state.view === 'rules' && state.rule) byId(`rule-${state.rule}`)?.scrollIntoView();
}

window.addEventListener('hashchange', () => { state = readAddress(); hideTip(); document.querySelector('dialog[open]')?.close(); showState(); if (state.view !== 'segments' && state.view !== 'rules') window.scrollTo(0, 0); });

const THEMES = ['', 'light', 'dark'];
function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  byId('theme').title = `Colours: ${theme || 'as the system'}`;
}
byId('theme').addEventListener('click', () => {
  const theme = THEMES[(THEMES.indexOf(document.documentElement.dataset.theme || '') + 1) % THEMES.length];
  setTheme(theme);
  say(`Colours: ${theme || 'as the system'}`);
  try { localStorage.setItem('tqcheck:theme', theme); } catch { /* it lasts as long as the page */ }
});
try { setTheme(localStorage.getItem('tqcheck:theme') || ''); } catch { setTheme(''); }

byId('help-button').addEventListener('click', () => helpDialog.showModal());
byId('review-button').addEventListener('click', () => reviewDialog.showModal());

const moreDocuments = byId('more-documents');
if (moreDocuments) {
  moreDocuments.hidden = true;
  byId('more-documents-button').addEventListener('click', (event) => {
    moreDocuments.hidden = false;
    event.target.remove();
    moreDocuments.querySelector('a')?.focus();
  });
}

byId('main').append(tip);
for (const kind of ['mouseover', 'focusin']) {
  document.addEventListener(kind, (event) => {
    const mark = event.target.closest?.('mark[data-flags]');
    const line = event.target.closest?.('.margin a[data-flags]');
    if (mark) showTip(mark);
    else if (line) { hideTip(); light(Number(line.dataset.segment), [line.dataset.flags]); }
    else if (!event.target.closest?.('#tip')) hideTip();
  });
}
document.addEventListener('click', (event) => {
  const mark = event.target.closest?.('mark[data-flags]');
  if (mark) chooseMark(mark);
});
document.addEventListener('scroll', hideTip, {capture: true, passive: true});

// On paper: what the filters leave, in full, up to a length one would print.
const MOST_PRINTED = 200;
window.addEventListener('beforeprint', () => {
  if (state.view !== 'segments') return;
  byId('view-segments').append(h('div', {id: 'print-list'},
    h('p', {}, countLine(), result.shown.length > MOST_PRINTED && ` – the first ${MOST_PRINTED} are printed`),
    result.shown.slice(0, MOST_PRINTED).map((segment) => h('article', {},
      h('h2', {}, visible(segment.id)), texts(segment),
      h('ul', {}, segment.flags.map((flag) => h('li', {}, `${flag.severity}, ${flag.category}: ${visible(flag.message)}`, flag.suggestion && ` → ${visible(flag.suggestion)}`, decisionOf(flag)?.decision && ` (${decisionOf(flag).decision})`)))))));
});
window.addEventListener('afterprint', () => byId('print-list')?.remove());

decisionListeners.push(refreshFlag, drawProgress);
document.documentElement.classList.add('scripted');
if (data.served) pollDecisions();
else loadDecisions();
drawProgress();
showState();
prepare();
