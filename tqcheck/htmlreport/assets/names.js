// The table of names: by a word, and those with faults alone.
function filterNames() {
  const word = fold(byId('names-word').value.trim());
  const faulty = byId('names-faulty').checked;
  let shown = 0;
  for (const row of document.querySelectorAll('#names tbody tr')) {
    row.hidden = (faulty && !row.dataset.faulty) || (word !== '' && !fold(row.textContent).includes(word));
    shown += !row.hidden;
  }
  byId('names-shown').textContent = `${shown.toLocaleString('en')} shown`;
}

function fold(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

if (byId('names')) {
  byId('names-word').addEventListener('input', filterNames);
  byId('names-faulty').addEventListener('change', filterNames);
}
