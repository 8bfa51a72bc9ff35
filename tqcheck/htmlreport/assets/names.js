// The table of names: its rows stand in the page, the filter hides those that are not asked for.
const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function filterNames() {
  const words = fold(byId('names-word').value).split(/\s+/).filter(Boolean);
  const kind = byId('names-kind').value;
  const rows = [...document.querySelectorAll('#names tbody tr')];
  let shown = 0;
  for (const row of rows) {
    const text = words.length ? fold(row.textContent) : '';
    row.hidden = (kind !== '' && !row.dataset.kinds.split(' ').includes(kind)) || !words.every((word) => text.includes(word));
    shown += !row.hidden;
  }
  byId('names-count').textContent = shown === rows.length ? plural(shown, 'name') : `${shown.toLocaleString('en')} of ${plural(rows.length, 'name')}`;
}

if (byId('names')) {
  byId('names-bar').addEventListener('submit', (event) => event.preventDefault());
  byId('names-word').addEventListener('input', filterNames);
  byId('names-kind').addEventListener('change', filterNames);
  filterNames();
}
