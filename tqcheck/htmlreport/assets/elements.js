// Elements made of parts. Text only ever becomes a text node: there is no HTML from data anywhere.
function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'class') element.className = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const byId = (id) => document.getElementById(id);
const plural = (count, noun) => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

function clear(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter(Boolean));
}

// Told to screen readers, and shown for a moment to everybody else.
let toastTimer = 0;
function say(text) {
  const place = byId('say');
  place.textContent = text;
  place.className = 'toast';
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { place.className = 'visually-hidden'; }, 3200);
}

function download(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], {type}));
  const link = h('a', {href: url, download: name});
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
