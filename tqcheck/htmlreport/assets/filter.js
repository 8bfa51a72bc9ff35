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

function flagPasses(flag, wanted, but) {
  for (const name of FLAG_FILTERS) {
    const value = wanted[name];
    if (name === but || !value || (name === 'severity' && value === 'any')) continue;
    if (name === 'decision' && value === 'commented') {
      if (!commented(flag)) return false;
    } else if (FACETS[name](flag) !== value) return false;
  }
  return true;
}

const asksForFlags = (wanted, but) => FLAG_FILTERS.some((name) => name !== but && wanted[name]);

function segmentPasses(segment, wanted, but) {
  for (const name of Object.keys(SEGMENT_FACETS)) {
    if (name !== but && wanted[name] && SEGMENT_FACETS[name](segment) !== wanted[name]) return false;
  }
  if (wanted.text && !wanted.needles.every((needle) => haystack(segment).includes(needle))) return false;
  if (wanted.metric && (wanted.from !== undefined || wanted.to !== undefined)) {
    const score = segment.scores[data.metrics.indexOf(wanted.metric)];
    if (score === null || score === undefined) return false;
    if (wanted.from !== undefined && score < Number(wanted.from)) return false;
    if (wanted.to !== undefined && score > Number(wanted.to)) return false;
  }
  return true;
}

function wantedFrom(current) {
  return {...current, needles: (current.text || '').toLowerCase().split(/\s+/).filter(Boolean)};
}

// Return {shown: segments, flags: Map(segment → its passing flags), flagCount, facets}.
function filtered(current) {
  const wanted = wantedFrom(current);
  const needsFlag = asksForFlags(wanted);
  const counts = Object.fromEntries([...FLAG_FILTERS, ...Object.keys(SEGMENT_FACETS)].map((name) => [name, new Map()]));
  const add = (name, value) => { if (value !== null) counts[name].set(value, (counts[name].get(value) || 0) + 1); };
  const shown = [];
  let flagCount = 0;
  for (const segment of segments) {
    const fits = segmentPasses(segment, wanted);
    const left = needsFlag ? segment.flags.filter((flag) => flagPasses(flag, wanted)) : segment.flags;
    const here = fits && (!needsFlag || left.length > 0);
    if (here) { shown.push(segment); flagCount += left.length; }
    if (fits) {
      for (const name of FLAG_FILTERS) {
        const values = new Set();
        for (const flag of segment.flags) {
          if (!flagPasses(flag, wanted, name)) continue;
          values.add(FACETS[name](flag));
          if (name === 'severity') values.add('any');
          if (name === 'decision' && commented(flag)) values.add('commented');
        }
        for (const value of values) add(name, value);
      }
    }
    if (!needsFlag || left.length) {
      for (const [name, read] of Object.entries(SEGMENT_FACETS)) {
        if (here || segmentPasses(segment, wanted, name)) add(name, read(segment));
      }
    }
  }
  shown.sort(order(current.sort || 'worst', current.metric || data.telling));
  return {shown, flagCount, counts, needsFlag, wanted};
}

const visibleFlags = (segment, result) => (
  result.needsFlag ? segment.flags.filter((flag) => flagPasses(flag, result.wanted)) : segment.flags
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
