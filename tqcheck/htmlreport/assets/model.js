// The data of the page, unpacked: segments with their flags, in input order.
const data = JSON.parse(document.getElementById('data').textContent);
const SEVERITIES = ['neutral', 'minor', 'major', 'critical'];
const WEIGHTS = [0, 1, 5, 25];
const VERDICTS = ['pass', 'review', 'fail'];
const NOBODY = {code: '', name: '', dir: 'auto'};

const metricName = (id) => data.metricNames[id] || id;

function unpackFlag(row) {
  const [rule, category, severity, start, end, source, message, suggestion, key, more] = row;
  return {
    rule: data.rules[rule],
    category: data.categories[category],
    severity: SEVERITIES[severity],
    weight: WEIGHTS[severity],
    rank: severity,
    start, end, source, message, suggestion, key, more,
  };
}

function unpackSegment(row, index) {
  const [position, id, doc, target, source, references, back, from, to, verdict, scores, flags, path, line, words] = row;
  const segment = {
    index, position, id, target, source, references, back, line, scores,
    document: doc < 0 ? null : data.docs[doc],
    path: path < 0 ? '' : data.paths[path],
    from: data.langs[from] || NOBODY,
    to: data.langs[to] || NOBODY,
    verdict: VERDICTS[verdict],
    flags: flags.map(unpackFlag),
    words: words || [],
    haystack: null,
    codes: [],
  };
  segment.pair = `${segment.from.code || '?'}-${segment.to.code || '?'}`;
  segment.penalty = segment.flags.reduce((sum, flag) => sum + flag.weight, 0);
  segment.flags.forEach((flag, number) => { flag.segment = segment; flag.number = number; });
  return segment;
}

const segments = data.rows.map(unpackSegment);
data.rows = null;
const allFlags = segments.flatMap((segment) => segment.flags);
const segmentById = new Map(segments.map((segment) => [segment.id, segment]));
const flagsByKey = new Map();
for (const flag of allFlags) {
  if (!flagsByKey.has(flag.key)) flagsByKey.set(flag.key, []);
  flagsByKey.get(flag.key).push(flag);
}

// What a text search looks through, lower-cased once, when first asked for.
function haystack(segment) {
  if (segment.haystack === null) {
    const texts = [segment.id, segment.target, segment.source, segment.back, ...segment.references];
    for (const flag of segment.flags) texts.push(flag.message, flag.suggestion);
    segment.haystack = texts.join('\n').toLowerCase();
  }
  return segment.haystack;
}
