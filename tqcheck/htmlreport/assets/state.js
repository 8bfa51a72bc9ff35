// What the address says: `#/segments?category=names&segment=n1-3`. Every view and filter has its own address.
const VIEWS = ['overview', 'segments', 'article', 'names', 'rules', 'method'].filter((name) => byId(`view-${name}`));
const DEFAULTS = {sort: 'worst'};

function readAddress() {
  const [, path = '', query = ''] = /^#?\/?([^?]*)\??(.*)$/s.exec(location.hash) || [];
  return {view: VIEWS.includes(path) ? path : 'overview', ...Object.fromEntries(new URLSearchParams(query))};
}

function address(state) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(state)) {
    if (key !== 'view' && value !== '' && value !== null && value !== undefined && DEFAULTS[key] !== value) query.set(key, value);
  }
  const text = query.toString();
  return `#/${state.view}${text ? `?${text}` : ''}`;
}

let state = readAddress();

// Change the state. A step that one would want to go back from makes an entry in the history.
function go(changes, {step = false} = {}) {
  state = {...state, ...changes};
  for (const key of Object.keys(state)) if (state[key] === '' || state[key] === null) delete state[key];
  const target = address(state);
  if (target !== location.hash) history[step ? 'pushState' : 'replaceState'](null, '', target);
}
