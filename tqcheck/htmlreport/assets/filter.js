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

// All segments in the order asked for, sorted again only when that changes.
let sortedBy = '';
let sorted = segments;
function inOrder(name, metric) {
  const by = `${name} ${metric}`;
  if (by !== sortedBy) {
    sorted = segments.toSorted(order(name, metric));
    sortedBy = by;
  }
  return sorted;
}

// Return the segments shown, their flags' number, and how many segments each option of a filter would leave.
function filtered(current) {
  const wanted = wantedFrom(current);
  const {asked} = wanted;
  const needsFlag = asked.length > 0;
  const counts = Object.fromEntries([...FLAG_FILTERS, ...SEGMENT_FILTERS].map((name) => [name, new Map()]));
  const add = (name, value) => counts[name].set(value, (counts[name].get(value) || 0) + 1);
  const shown = [];
  let flagCount = 0;
  for (const segment of inOrder(current.sort || 'worst', current.metric || data.telling)) {
    const failed = segmentFailure(segment, wanted);
    if (failed === '*') continue;
    let passing = 0;
    const seen = segment.flags.length && !failed ? new Set() : null;
    for (const flag of segment.flags) {
      const failure = flagFailure(flag, asked);
      if (failure === '') passing += 1;
      if (!seen || failure === '*') continue;
      for (const name of FLAG_FILTERS) {
        if (failure && failure !== name) continue;
        seen.add(`${name} ${FACETS[name](flag)}`);
        if (name === 'severity') seen.add('severity any');
        if (name === 'decision' && commented(flag)) seen.add('decision commented');
      }
    }
    if (seen) for (const entry of seen) { const cut = entry.indexOf(' '); add(entry.slice(0, cut), entry.slice(cut + 1)); }
    if (needsFlag && !passing) continue;
    if (!failed) { shown.push(segment); flagCount += passing; }
    for (const name of SEGMENT_FILTERS) {
      if (failed && failed !== name) continue;
      const value = SEGMENT_FACETS[name](segment);
      if (value !== null) add(name, value);
    }
  }
  return {shown, flagCount, counts, needsFlag, wanted};
}

const visibleFlags = (segment, result) => (
  result.needsFlag ? segment.flags.filter((flag) => flagFailure(flag, result.wanted.asked) === '') : segment.flags
);

function order(name, metric) {
  const column = data.metrics.indexOf(metric);
  const worse = data.lower.includes(metric) ? -1 : 1;
  const score = (segment) => segment.scores[column] ?? null;
  const byScore = (a, b, sign) => {
    const left = score(a);
    const right = score(b);
    if (left === null || right === null) return (left === null) - (right === null) || a.position - b.position;
    return sign * (left - right) || a.position - b.position;
  };
  return {
    worst: (a, b) => b.penalty - a.penalty || b.flags.length - a.flags.length || (column < 0 ? a.position - b.position : byScore(a, b, worse)),
    input: (a, b) => a.position - b.position,
    low: (a, b) => byScore(a, b, 1),
    high: (a, b) => byScore(a, b, -1),
    long: (a, b) => b.target.length - a.target.length || a.position - b.position,
  }[name] || ((a, b) => a.position - b.position);
}
