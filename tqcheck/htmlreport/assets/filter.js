// Which segments are shown, in which order, and how many each filter would leave.
const FLAG_FILTERS = ['category', 'rule', 'severity', 'decision'];
const FACETS = {
  category: (flag) => flag.category,
  rule: (flag) => flag.rule,
  severity: (flag) => flag.severity,
  decision: (flag) => decisionKind(flag),
};
const SEGMENT_FACETS = {
  document: (segment) => segment.document,
  languages: (segment) => segment.pair,
  verdict: (segment) => segment.verdict,
};

const SEGMENT_FILTERS = Object.keys(SEGMENT_FACETS);

// Each value of a segment's facets by its number: counting numbers is several times as quick as counting strings.
const facetValues = Object.fromEntries(SEGMENT_FILTERS.map((name) => [name, [...new Set(segments.map(SEGMENT_FACETS[name]))]]));
for (const name of SEGMENT_FILTERS) {
  const numbers = new Map(facetValues[name].map((value, number) => [value, number]));
  for (const segment of segments) segment.codes.push(numbers.get(SEGMENT_FACETS[name](segment)));
}

const flagHas = (flag, name, value) => {
  if (name === 'severity' && value === 'any') return true;
  if (name === 'decision' && value === 'commented') return commented(flag);
  return FACETS[name](flag) === value;
};

// Which of the filters a flag fails: none (''), one (its name), or several ('*').
function flagFailure(flag, asked) {
  let failed = '';
  for (const [name, value] of asked) {
    if (flagHas(flag, name, value)) continue;
    if (failed) return '*';
    failed = name;
  }
  return failed;
}

function segmentFailure(segment, wanted) {
  let failed = '';
  for (const name of SEGMENT_FILTERS) {
    if (!wanted[name] || SEGMENT_FACETS[name](segment) === wanted[name]) continue;
    if (failed) return '*';
    failed = name;
  }
  if (wanted.ranged) {
    const score = segment.scores[wanted.column] ?? null;
    if (score === null || score < wanted.low || score > wanted.high) return '*';
  }
  if (wanted.needles.length && !wanted.needles.every((needle) => haystack(segment).includes(needle))) return '*';
  return failed;
}

const bound = (text, none) => (text === undefined || text === '' || Number.isNaN(Number(text)) ? none : Number(text));

function wantedFrom(current) {
  const [low, high] = [bound(current.from, -Infinity), bound(current.to, Infinity)];
  const column = data.metrics.indexOf(current.metric || data.telling);
  return {
    ...current, low, high, column,
    ranged: column >= 0 && (low !== -Infinity || high !== Infinity),
    needles: (current.text || '').toLowerCase().split(/\s+/).filter(Boolean),
    asked: FLAG_FILTERS.filter((name) => current[name]).map((name) => [name, current[name]]),
  };
}

// All segments in the order asked for, sorted once for each.
const orders = new Map();
function inOrder(name, metric) {
  const by = `${name} ${metric}`;
  if (!orders.has(by)) orders.set(by, ordered(segments, orderKeys(name, metric)));
  return orders.get(by);
}

// Made ready while the browser has nothing else to do, so that the first search and the first sort do not wait for it.
function prepare() {
  if (typeof requestIdleCallback !== 'function') return;
  const sorts = Object.keys(SORTS);
  let next = 0;
  const work = (deadline) => {
    while (next < segments.length && deadline.timeRemaining() > 1) { haystack(segments[next]); next += 1; }
    if (next >= segments.length && sorts.length && deadline.timeRemaining() > 1) inOrder(sorts.pop(), data.telling);
    if (next < segments.length || sorts.length) requestIdleCallback(work);
  };
  requestIdleCallback(work);
}

// Count each value that flags of a segment have, once, where they fail no other filter; return how many pass all.
function countFlags(flags, asked, add) {
  let passing = 0;
  const seen = flags.length > 1 ? new Set() : null;
  const once = (name, value) => {
    const mark = seen && `${name} ${value}`;
    if (seen?.has(mark)) return;
    seen?.add(mark);
    add(name, value);
  };
  for (const flag of flags) {
    const failure = flagFailure(flag, asked);
    if (failure === '') passing += 1;
    if (!add || failure === '*') continue;
    for (const name of FLAG_FILTERS) {
      if (failure && failure !== name) continue;
      once(name, FACETS[name](flag));
      if (name === 'severity') once(name, 'any');
      if (name === 'decision' && commented(flag)) once(name, 'commented');
    }
  }
  return passing;
}

// Return the segments shown, their flags' number, and how many segments each option of a filter would leave.
function filtered(current) {
  const wanted = wantedFrom(current);
  const {asked} = wanted;
  const needsFlag = asked.length > 0;
  const counts = Object.fromEntries(FLAG_FILTERS.map((name) => [name, new Map()]));
  const tallies = SEGMENT_FILTERS.map((name) => new Uint32Array(facetValues[name].length));
  const add = (name, value) => counts[name].set(value, (counts[name].get(value) || 0) + 1);
  const shown = [];
  let flagCount = 0;
  for (const segment of inOrder(current.sort || 'worst', current.metric || data.telling)) {
    const failed = segmentFailure(segment, wanted);
    if (failed === '*') continue;
    const passing = countFlags(segment.flags, asked, failed ? null : add);
    if (needsFlag && !passing) continue;
    if (!failed) { shown.push(segment); flagCount += passing; }
    for (let number = 0; number < tallies.length; number += 1) {
      if (!failed || failed === SEGMENT_FILTERS[number]) tallies[number][segment.codes[number]] += 1;
    }
  }
  SEGMENT_FILTERS.forEach((name, number) => {
    counts[name] = new Map(facetValues[name].map((value, code) => [value, tallies[number][code]]).filter(([value, count]) => count && value !== null));
  });
  return {shown, flagCount, counts, needsFlag, wanted};
}

const visibleFlags = (segment, result) => (
  result.needsFlag ? segment.flags.filter((flag) => flagFailure(flag, result.wanted.asked) === '') : segment.flags
);

// What to sort by, the most important first; what is smaller comes first. Segments without a score come last.
function orderKeys(name, metric) {
  const column = data.metrics.indexOf(metric);
  const score = (sign) => (segment) => (segment.scores[column] ?? null) === null ? Infinity : sign * segment.scores[column];
  const worse = score(data.lower.includes(metric) ? -1 : 1);
  return {
    worst: [(segment) => -segment.penalty, (segment) => -segment.flags.length, worse],
    low: [score(1)],
    high: [score(-1)],
    long: [(segment) => -segment.target.length],
  }[name] || [];
}

// Sort by keys taken once a segment; of equal ones the earlier of the input comes first.
function ordered(items, keys) {
  const columns = [...keys, (segment) => segment.position].map((key) => Float64Array.from(items, key));
  const places = Uint32Array.from(items, (_, place) => place).sort((a, b) => {
    for (const column of columns) {
      if (column[a] < column[b]) return -1;
      if (column[a] > column[b]) return 1;
    }
    return 0;
  });
  return Array.from(places, (place) => items[place]);
}
