// Decisions about flags, by the flags' keys: kept in the browser, or by `tqcheck review` in the run folder.
const STORE = 'tqcheck:decision:';
const REASONS = ['correct as it is', 'the name is right', 'house style', 'wrong in the source too', 'too small to matter'];
const decisions = new Map();
const decisionListeners = [];
let storeWorks = true;

const decisionOf = (flag) => decisions.get(flag.key) || null;
const decisionKind = (flag) => decisionOf(flag)?.decision || 'undecided';
const commented = (flag) => Boolean(decisionOf(flag)?.comment);

function loadDecisions() {
  try {
    for (let number = 0; number < localStorage.length; number += 1) {
      const name = localStorage.key(number);
      if (!name.startsWith(STORE) || !flagsByKey.has(name.slice(STORE.length))) continue;
      const read = readDecision(localStorage.getItem(name));
      if (read) decisions.set(read.key, read);
    }
  } catch {
    storeWorks = false;
  }
}

// A decision as it may come from a file or another tab: only what is known, only as text. Null for anything else.
function readDecision(text) {
  let value;
  try { value = JSON.parse(text); } catch { return null; }
  if (typeof value !== 'object' || value === null || typeof value.key !== 'string') return null;
  if (![null, undefined, 'accepted', 'dismissed'].includes(value.decision)) return null;
  const string = (field) => (typeof value[field] === 'string' ? value[field] : '');
  return {
    key: value.key,
    decision: value.decision ?? null,
    reason: string('reason'),
    suggestion: typeof value.suggestion === 'string' ? value.suggestion : null,
    comment: string('comment'),
    reviewer: string('reviewer'),
    time: string('time'),
  };
}

const isEmpty = (decision) => !decision.decision && !decision.comment && decision.suggestion === null;

// The record of decisions.jsonl: the decision, and what it is about for those who read the file.
function decisionRecord(flag, decision) {
  const {segment} = flag;
  return {
    key: flag.key,
    decision: decision.decision,
    reason: decision.reason,
    suggestion: decision.suggestion,
    comment: decision.comment,
    reviewer: decision.reviewer,
    time: decision.time,
    rule: flag.rule,
    category: flag.category,
    severity: flag.severity,
    id: segment.id,
    doc_id: segment.document,
    start: flag.start,
    end: flag.end,
    text: Array.from(segment.target).slice(flag.start, flag.end).join(''),
  };
}

function decide(flag, changes) {
  const now = {
    key: flag.key, decision: null, reason: '', suggestion: null, comment: '',
    ...decisionOf(flag), ...changes,
    reviewer: reviewerName(), time: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
  };
  if (now.decision !== 'dismissed') now.reason = '';
  takeDecision(now);
  if (data.served) sendDecision(decisionRecord(flag, now));
  else keepDecision(flag, now);
}

function takeDecision(decision) {
  if (isEmpty(decision)) decisions.delete(decision.key);
  else decisions.set(decision.key, decision);
  for (const flag of flagsByKey.get(decision.key) || []) for (const listener of decisionListeners) listener(flag);
}

function keepDecision(flag, decision) {
  try {
    if (isEmpty(decision)) localStorage.removeItem(STORE + decision.key);
    else localStorage.setItem(STORE + decision.key, JSON.stringify(decisionRecord(flag, decision)));
  } catch {
    if (storeWorks) say('This browser keeps nothing for this page: export your decisions before you close it.');
    storeWorks = false;
  }
}

function reviewerName() {
  try { return localStorage.getItem('tqcheck:reviewer') || ''; } catch { return ''; }
}

// Another tab decided something.
window.addEventListener('storage', (event) => {
  if (data.served || !event.key?.startsWith(STORE)) return;
  const key = event.key.slice(STORE.length);
  const read = event.newValue && readDecision(event.newValue);
  takeDecision(read || {key, decision: null, comment: '', suggestion: null});
});

function exportDecisions() {
  const lines = [];
  for (const [key, decision] of decisions) {
    const [flag] = flagsByKey.get(key) || [];
    if (flag) lines.push([flag.segment.position, flag.number, `${JSON.stringify(decisionRecord(flag, decision))}\n`]);
  }
  lines.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  download('decisions.jsonl', lines.map((line) => line[2]).join(''), 'application/x-ndjson');
  say(`${plural(lines.length, 'decision')} exported`);
}

function importDecisions(text) {
  let taken = 0;
  let strange = 0;
  for (const line of text.split('\n')) {
    if (!line.trim()) continue;
    const read = readDecision(line);
    const [flag] = (read && flagsByKey.get(read.key)) || [];
    if (!flag) { strange += 1; continue; }
    takeDecision(read);
    if (data.served) sendDecision(decisionRecord(flag, read));
    else keepDecision(flag, read);
    taken += 1;
  }
  say(`${plural(taken, 'decision')} imported${strange ? `; ${strange} are about nothing in this report` : ''}`);
}

function clearDecisions() {
  for (const key of [...decisions.keys()]) {
    const [flag] = flagsByKey.get(key) || [];
    if (flag) decide(flag, {decision: null, comment: '', suggestion: null});
  }
}

function countDecisions() {
  let decided = 0;
  for (const flag of allFlags) decided += decisionKind(flag) !== 'undecided';
  return decided;
}

// With `tqcheck review`: each decision is appended to decisions.jsonl; what other tabs appended is asked for.
let serverOffset = 0;
const waiting = [];
let sending = false;

async function sendDecision(record) {
  waiting.push(record);
  if (sending) return;
  sending = true;
  while (waiting.length) {
    const batch = waiting.slice(0, 500);
    try {
      const answer = await fetch('decisions', {
        method: 'POST',
        headers: {'Content-Type': 'application/x-ndjson'},
        body: batch.map((one) => `${JSON.stringify(one)}\n`).join(''),
      });
      if (!answer.ok) throw new Error(String(answer.status));
      waiting.splice(0, batch.length);
    } catch {
      say('The decision could not be saved: is `tqcheck review` still running? Trying again.');
      await new Promise((wake) => { setTimeout(wake, 2000); });
    }
  }
  sending = false;
}

async function pollDecisions() {
  try {
    const answer = await fetch(`decisions?from=${serverOffset}`);
    if (answer.ok) {
      const unsent = new Set(waiting.map((record) => record.key));
      for (const line of (await answer.text()).split('\n')) {
        const read = line.trim() && readDecision(line);
        if (read && !unsent.has(read.key) && changed(read)) takeDecision(read);
      }
      serverOffset = Number(answer.headers.get('X-Offset')) || 0;
    }
  } catch { /* the server is gone; sending says so when there is something to lose */ }
  setTimeout(pollDecisions, 2000);
}

const changed = (read) => {
  const now = decisions.get(read.key);
  return !now ? !isEmpty(read) : ['decision', 'reason', 'suggestion', 'comment'].some((field) => now[field] !== read[field]);
};
