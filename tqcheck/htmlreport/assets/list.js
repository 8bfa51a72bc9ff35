// A list that draws only the rows in sight, so that 100,000 are as quick as 100.
class WindowedList {
  constructor(frame, {label, draw, choose}) {
    this.frame = frame;
    this.draw = draw;
    this.choose = choose;
    this.items = [];
    this.current = -1;
    this.rows = new Map();
    this.sheet = h('div', {class: 'sheet', role: 'presentation'});
    frame.setAttribute('role', 'listbox');
    frame.setAttribute('aria-label', label);
    frame.tabIndex = 0;
    frame.append(this.sheet);
    frame.addEventListener('scroll', () => this.paint(), {passive: true});
    frame.addEventListener('click', (event) => {
      const row = event.target.closest('[data-row]');
      if (row) this.choose(Number(row.dataset.row));
    });
    frame.addEventListener('keydown', (event) => this.onkey(event));
    new ResizeObserver(() => { this.measure(); this.paint(); }).observe(frame);
    this.measure();
  }

  measure() {
    const height = parseFloat(getComputedStyle(this.frame).getPropertyValue('--row')) || 6;
    this.height = height * parseFloat(getComputedStyle(document.documentElement).fontSize);
    this.sheet.style.height = `${this.items.length * this.height}px`;
  }

  show(items) {
    this.items = items;
    for (const row of this.rows.values()) row.remove();
    this.rows.clear();
    this.measure();
    this.paint();
  }

  paint() {
    const {scrollTop, clientHeight} = this.frame;
    if (!clientHeight) return;
    const first = Math.max(0, Math.floor(scrollTop / this.height) - 4);
    const last = Math.min(this.items.length, Math.ceil((scrollTop + clientHeight) / this.height) + 4);
    for (const [index, row] of [...this.rows]) {
      if ((index < first || index >= last) && index !== this.current) { row.remove(); this.rows.delete(index); }
    }
    for (let index = first; index < last; index += 1) this.row(index);
  }

  row(index) {
    let row = this.rows.get(index);
    if (!row) {
      row = this.draw(this.items[index]);
      row.id = `row-${index}`;
      row.dataset.row = index;
      row.setAttribute('role', 'option');
      row.setAttribute('aria-setsize', this.items.length);
      row.setAttribute('aria-posinset', index + 1);
      row.setAttribute('aria-selected', index === this.current);
      row.style.transform = `translateY(${index * this.height}px)`;
      this.rows.set(index, row);
      this.sheet.append(row);
    }
    return row;
  }

  select(index) {
    const before = this.rows.get(this.current);
    if (before) before.setAttribute('aria-selected', 'false');
    this.current = index;
    if (index < 0 || index >= this.items.length) { this.frame.removeAttribute('aria-activedescendant'); return; }
    const top = index * this.height;
    const {scrollTop, clientHeight} = this.frame;
    if (top < scrollTop) this.frame.scrollTop = top;
    else if (clientHeight && top + this.height > scrollTop + clientHeight) this.frame.scrollTop = top + this.height - clientHeight;
    this.row(index).setAttribute('aria-selected', 'true');
    this.frame.setAttribute('aria-activedescendant', `row-${index}`);
    this.paint();
  }

  redraw(item) {
    for (const [index, row] of [...this.rows]) {
      if (this.items[index] !== item) continue;
      row.remove();
      this.rows.delete(index);
      this.row(index);
    }
  }

  onkey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(this.frame.clientHeight / this.height) - 1);
    const step = {ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity}[event.key];
    if (step === undefined || !this.items.length) return;
    event.preventDefault();
    this.choose(Math.max(0, Math.min(this.items.length - 1, Math.max(0, this.current) + step)));
  }
}
