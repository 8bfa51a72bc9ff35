// The list of segments, its filters, and the segment that is open beside it.
const SORTS = {worst: 'worst first', input: 'order of the input', low: 'score, low to high', high: 'score, high to low', long: 'longest first'};
let result = null;
let chosen = null; // the segment that is open
let currentFlag = null;
let list = null;
const controls = {};

function select(name, label, options) {
  controls[name] = h('select', {id: `filter-${name}`, onchange: (event) => refilter({[name]: event.target.value})}, options);
  return h('label', {class: `filter f-${name}`, for: `filter-${name}`}, h('span', {}, label), controls[name]);
}

function field(name, label, properties) {
  controls[name] = h('input', {id: `filter-${name}`, ...properties});
  controls[name].addEventListener('input', () => refilter({[name]: controls[name].value}));
  return h('label', {class: `filter f-${name}`, for: `filter-${name}`}, h('span', {}, label), controls[name]);
}

function buildSegments() {
  const metricOptions = data.metrics.map((metric) => h('option', {value: metric}, metricName(metric)));
  const more = h('button', {type: 'button', id: 'more-filters', class: 'quiet-button', onclick: () => showMoreFilters(more.getAttribute('aria-expanded') !== 'true')}, 'More filters');
  byId('view-segments').append(
    h('form', {class: 'filters', role: 'search', 'aria-label': 'Filter segments', onsubmit: (event) => event.preventDefault()},
      h('div', {class: 'row'},
        field('text', 'Search', {type: 'search', placeholder: 'text, name, id …  ( / )', autocomplete: 'off', spellcheck: 'false'}),
        select('severity', 'Severity', []), select('category', 'Category', []), select('rule', 'Rule', []),
        select('verdict', 'Verdict', []), select('decision', 'Decision', []),
        data.docs.length > 0 && select('document', 'Document', []),
        data.langs.length > 1 && select('languages', 'Languages', []),
        data.metrics.length > 0 && [
          select('metric', 'Score', metricOptions),
          field('from', 'from', {type: 'number', step: 'any', inputmode: 'decimal'}),
          field('to', 'to', {type: 'number', step: 'any', inputmode: 'decimal'})],
        select('sort', 'Order', Object.entries(SORTS).filter(([name]) => data.metrics.length || !['low', 'high'].includes(name)).map(([value, label]) => h('option', {value}, label)))),
      h('div', {class: 'row status'},
        h('p', {id: 'count', role: 'status'}),
        more,
        h('button', {type: 'button', id: 'clear-filters', class: 'quiet-button', onclick: clearFilters}, 'Clear filters'),
        h('button', {type: 'button', id: 'copy-link', class: 'quiet-button', onclick: copyLink}, 'Copy link'))),
    h('div', {class: 'panes'},
      h('div', {class: 'list', id: 'list'}),
      h('div', {class: 'detail', id: 'detail', tabindex: '0', role: 'region', 'aria-label': 'Segment'})));
  showMoreFilters(['document', 'languages', 'metric', 'from', 'to'].some((name) => state[name]));
  list = new WindowedList(byId('list'), {label: 'Segments', draw: drawRow, choose: (index) => open(result.shown[index], null, true)});
}

function drawRow(segment) {
  const flags = visibleFlags(segment, result);
  const worst = flags.reduce((top, flag) => (!top || flag.rank > top.rank ? flag : top), null);
  const decided = segment.flags.filter((flag) => decisionKind(flag) !== 'undecided').length;
  const column = data.metrics.indexOf(state.metric || data.telling);
  const score = column < 0 ? null : segment.scores[column];
  return h('div', {class: `row-item ${worst ? worst.severity : 'clean'}${decided && decided === segment.flags.length ? ' decided' : ''}`},
    h('div', {class: 'row-head'},
      worst
        ? h('span', {class: `level ${worst.severity}`}, h('span', {class: 'dot', 'aria-hidden': 'true'}), `${visible(worst.category)}${segment.flags.length > 1 ? ` +${segment.flags.length - 1}` : ''}`)
        : h('span', {class: 'level none'}, 'no flag'),
      decided > 0 && h('span', {class: 'tick', title: `${decided} of ${segment.flags.length} decided`}, `✓ ${decided}/${segment.flags.length}`),
      h('bdi', {class: 'where'}, visible(segment.id)),
      score !== null && score !== undefined && h('span', {class: 'row-score'}, formatScore(score))),
    h('p', {class: 'snippet', lang: segment.to.code || null, dir: segment.to.dir}, segment.target ? snippet(segment, worst) : h('span', {class: 'absent'}, 'empty')));
}

// Filters ----------------------------------------------------------------------------------------------------------

function showMoreFilters(shown) {
  byId('view-segments').classList.toggle('expanded', shown);
  if (shown && result) fillControls();
  byId('more-filters').setAttribute('aria-expanded', String(shown));
  byId('more-filters').textContent = shown ? 'Fewer filters' : 'More filters';
}

function refilter(changes) {
  go({...changes, segment: null, flag: null});
  update();
}

function clearFilters() {
  state = {view: 'segments', sort: state.sort};
  go({}, {step: true});
  update();
  controls.text.focus();
}

function copyLink() {
  const done = () => say('Link copied');
  if (navigator.clipboard) navigator.clipboard.writeText(location.href).then(done, () => say(location.href));
  else say(location.href);
}

function update() {
  result = filtered(state);
  fillControls();
  list.show(result.shown);
  list.frame.scrollTop = 0;
  const wanted = state.segment !== undefined ? segmentById.get(state.segment) : null;
  if (wanted && result.shown.includes(wanted)) open(wanted, Number(state.flag) || null);
  else if (state.segment !== undefined) openMissing(wanted);
  else if (isWide() && result.shown.length) open(result.shown[0], null);
  else close();
}

const isWide = () => matchMedia('(min-width: 60rem)').matches;

function fillControls() {
  fillSelect('severity', [['any', 'any flag'], ...SEVERITIES.toReversed().map((name) => [name, name])], 'all segments');
  fillSelect('category', alphabetical(data.categories), 'all categories');
  fillSelect('rule', alphabetical(data.rules), 'all rules');
  fillSelect('verdict', VERDICTS.toReversed().map((name) => [name, name]), 'all verdicts');
  fillSelect('decision', ['undecided', 'accepted', 'dismissed', 'commented'].map((name) => [name, name]), 'all decisions');
  const expanded = byId('view-segments').classList.contains('expanded');
  if (controls.document && expanded) fillSelect('document', data.docs.map((name) => [name, name]), 'all documents');
  if (controls.languages && expanded) fillSelect('languages', [...result.counts.languages.keys()].sort().map((name) => [name, name.replace('-', ' → ')]), 'all languages');
  controls.sort.value = state.sort || 'worst';
  if (controls.metric) controls.metric.value = state.metric || data.telling || data.metrics[0];
  for (const name of ['text', 'from', 'to']) {
    if (controls[name] && controls[name].value !== (state[name] ?? '')) controls[name].value = state[name] ?? '';
  }
  byId('clear-filters').hidden = !Object.keys(state).some((key) => !['view', 'sort', 'segment', 'flag'].includes(key));
  byId('count').textContent = countLine();
}

const alphabetical = (names) => names.toSorted().map((value) => [value, value]);

function countLine() {
  const {shown, flagCount, needsFlag} = result;
  const all = segments.length;
  const here = shown.length === all ? plural(all, 'segment') : `${shown.length.toLocaleString('en')} of ${plural(all, 'segment')}`;
  const held = all < data.total ? ` held here (the run has ${data.total.toLocaleString('en')}; the rest is in segments.jsonl)` : '';
  return `${here}${held}, ${plural(flagCount, needsFlag ? 'matching flag' : 'flag')}`;
}

function fillSelect(name, options, all) {
  const counts = result.counts[name];
  const value = state[name] || '';
  const known = options.some(([option]) => option === value) || !value ? options : [...options, [value, value]];
  clear(controls[name], h('option', {value: ''}, all), known
    .filter(([option]) => counts.get(option) || option === value)
    .map(([option, label]) => h('option', {value: option}, `${visible(label)} (${(counts.get(option) || 0).toLocaleString('en')})`)));
  controls[name].value = value;
  controls[name].classList.toggle('set', Boolean(value));
}

// The open segment -------------------------------------------------------------------------------------------------

function open(segment, flagNumber, byHand = false) {
  chosen = segment;
  const flags = visibleFlags(segment, result);
  currentFlag = flagNumber ? segment.flags[flagNumber - 1] ?? flags[0] ?? null : flags[0] ?? null;
  list.select(result.shown.indexOf(segment));
  byId('view-segments').classList.toggle('opened', byHand || state.segment === segment.id);
  if (byHand) go({segment: segment.id, flag: null});
  drawDetail();
}

function openMissing(segment) {
  close();
  clear(byId('detail'), h('p', {class: 'empty'}, segment
    ? 'This segment is not among those that the filters leave. '
    : 'This segment is not held in this report; segments.jsonl in the run folder has all of them. ',
  segment && h('button', {type: 'button', onclick: () => { state = {view: 'segments', segment: segment.id}; go({}); update(); }}, 'Show it')));
}

function close() {
  chosen = null;
  currentFlag = null;
  list.select(-1);
  byId('view-segments').classList.remove('opened');
  clear(byId('detail'), h('p', {class: 'empty'}, result.shown.length ? 'Choose a segment.' : 'Nothing fits these filters.'));
}

function drawDetail() {
  const place = byId('detail');
  if (!chosen) return;
  const number = result.shown.indexOf(chosen);
  clear(place,
    h('div', {class: 'detail-head'},
      h('button', {type: 'button', class: 'back', onclick: backToList}, '← List'),
      h('h2', {}, h('bdi', {}, visible(chosen.id))),
      h('span', {class: `verdict ${chosen.verdict}`}, chosen.verdict),
      chosen.document !== null && h('a', {href: address({view: 'article', document: chosen.document}), title: 'Read the whole document'}, h('bdi', {}, visible(chosen.document))),
      h('span', {class: 'quiet'}, [visible(chosen.path), chosen.line].filter(Boolean).join(':')),
      h('span', {class: 'stepper'},
        h('span', {class: 'quiet'}, `${(number + 1).toLocaleString('en')} / ${result.shown.length.toLocaleString('en')}`),
        h('button', {type: 'button', class: 'icon', title: 'Previous (k)', onclick: () => step(-1)}, h('span', {'aria-hidden': 'true'}, '↑'), h('span', {class: 'visually-hidden'}, 'Previous')),
        h('button', {type: 'button', class: 'icon', title: 'Next (j)', onclick: () => step(1)}, h('span', {'aria-hidden': 'true'}, '↓'), h('span', {class: 'visually-hidden'}, 'Next')))),
    texts(chosen),
    chosen.flags.length > 0 && h('ol', {class: 'flags', 'aria-label': 'Flags'}, chosen.flags.map((flag) => flagCard(flag, flag === currentFlag))),
    chosen.flags.length === 0 && h('p', {class: 'quiet no-flags'}, 'No rule flagged this segment.'),
    scoreLine(chosen));
  place.scrollTop = 0;
  markCurrent();
}

function markCurrent() {
  for (const card of document.querySelectorAll('.flag')) {
    const here = currentFlag && Number(card.dataset.flag) === currentFlag.number;
    if (here) card.setAttribute('aria-current', 'true');
    else card.removeAttribute('aria-current');
    if (here && chosen.flags[0] !== currentFlag) card.scrollIntoView({block: 'nearest'});
  }
  for (const mark of byId('detail').querySelectorAll('mark[data-flags]')) {
    mark.classList.toggle('current', Boolean(currentFlag) && mark.dataset.flags.split(' ').includes(String(currentFlag.number)));
  }
}

function refreshFlag(flag) {
  if (list) list.redraw(flag.segment);
  const card = chosen === flag.segment && byId(`flag-${flag.number}`);
  if (card) {
    const focused = card.contains(document.activeElement) ? document.activeElement.dataset.act : null;
    const fresh = flagCard(flag, flag === currentFlag);
    card.replaceWith(fresh);
    if (focused) fresh.querySelector(`[data-act="${focused}"]`)?.focus();
  }
}

function focusList() {
  if (state.view === 'segments') list.frame.focus({preventScroll: true});
}

function backToList() {
  byId('view-segments').classList.remove('opened');
  go({segment: null, flag: null});
  focusList();
}

// Go to the next or previous flag; from the last flag of a segment to the next segment.
function step(by) {
  if (!result.shown.length) return;
  if (!chosen) { open(result.shown[0], null, true); return; }
  const flags = visibleFlags(chosen, result);
  const next = flags[flags.indexOf(currentFlag) + by];
  if (currentFlag && next) currentFlag = next;
  else if (!stepSegment(by)) { say(by > 0 ? 'This was the last one' : 'This is the first one'); return; }
  go({segment: chosen.id, flag: currentFlag && currentFlag.number ? String(currentFlag.number + 1) : null});
  markCurrent();
}

function stepSegment(by) {
  let number = result.shown.indexOf(chosen) + by;
  // Segments without a flag are passed over, unless there are no others.
  while (result.flagCount && result.shown[number] && !visibleFlags(result.shown[number], result).length) number += by;
  const segment = result.shown[number];
  if (!segment) return false;
  open(segment, null, true);
  const flags = visibleFlags(segment, result);
  if (by < 0 && flags.length) currentFlag = flags.at(-1);
  return true;
}

function accept(flag) {
  currentFlag = flag;
  const again = decisionKind(flag) === 'accepted';
  decide(flag, {decision: again ? null : 'accepted'});
  say(again ? 'Decision taken back' : `Accepted. ${progressLine()}`);
  if (!again) step(1);
}

function dismiss(flag) {
  currentFlag = flag;
  const again = decisionKind(flag) === 'dismissed';
  decide(flag, {decision: again ? null : 'dismissed'});
  say(again ? 'Decision taken back' : `Dismissed. 1–${REASONS.length} say why, j goes on.`);
  markCurrent();
}

function giveReason(flag, reason) {
  decide(flag, {decision: 'dismissed', reason});
  say(`Dismissed: ${reason}. ${progressLine()}`);
  currentFlag = flag;
  step(1);
}
