/* A picture that is saved goes into slides on its own: what it shows, of which plans, and where it is from go with it. */
window.picture = {
  save(drawing, name, said) {
    const link = document.createElement('a');
    link.href = this.framed(drawing, said).toDataURL('image/png');
    link.download = name + '.png';
    link.click();
  },
  framed(drawing, { title, signs, foot, paper, ink }) {
    // a sign is a coloured text, such as a plan of a legend; `foot` is told in small lines below
    const canvas = document.createElement('canvas'), pen = canvas.getContext('2d'), wide = drawing.width;
    const rtl = document.documentElement.dir === 'rtl', large = '600 32px system-ui, sans-serif';
    const middle = '26px system-ui, sans-serif', edge = rtl ? wide - 24 : 24;
    const small = (wide < 900 ? 20 : 24) + 'px system-ui, sans-serif', line = wide < 900 ? 26 : 31;
    pen.font = large;
    const lines = this.lines(pen, title, wide - 48);
    pen.font = small;
    const ltr = (text) => (/^[a-z-]/.test(text) ? '\u200e' : '') + text; // so does a command read in Arabic
    const below = foot.flatMap((text) => this.lines(pen, text, wide - 48).map(ltr));
    pen.font = middle;
    const rows = this.rows(pen, signs, wide), titled = 44 * lines.length;
    const top = titled + 38 * rows.length + 16, end = top + drawing.height + 8;
    Object.assign(canvas, { width: wide, height: end + line * below.length + 16 });
    Object.assign(pen, { fillStyle: paper });
    pen.fillRect(0, 0, canvas.width, canvas.height);
    Object.assign(pen, { fillStyle: ink, font: large, textAlign: rtl ? 'right' : 'left', direction: rtl ? 'rtl' : 'ltr' });
    lines.forEach((text, i) => pen.fillText(text, edge, 44 * (i + 1)));
    pen.font = small;
    below.forEach((text, i) => pen.fillText(text, edge, end + line * (i + 1) - 6));
    pen.font = middle;
    rows.forEach((row, i) => row.forEach(({ text, color, at }) => {
      pen.fillStyle = color;
      pen.fillText(text, rtl ? wide - at : at, titled + 38 * (i + 1));
    }));
    pen.drawImage(drawing, 0, top);
    return canvas;
  },
  rows(pen, signs, wide) {
    let at = 24;
    const rows = [];
    for (const sign of signs) {
      const room = pen.measureText(sign.text).width + 36;
      if (!rows.length || (at > 24 && at + room > wide)) { at = 24; rows.push([]); }
      rows.at(-1).push({ ...sign, at });
      at += room;
    }
    return rows;
  },
  source() { // of what shows the plans of the page; a first look can't be had again, and says what it is
    const read = (place) => (document.querySelector(place) || { textContent: '' }).textContent.trim();
    const command = read('.handout .command');
    return command ? [read('.caveat'), command, read('.handout .prints')] : [read('.caveat'), read('.head .status')];
  },
  lines(pen, text, width) {
    return text.split(' ').reduce((found, word) => {
      const longer = (found.at(-1) + ' ' + word).trim();
      return pen.measureText(longer).width <= width ? [...found.slice(0, -1), longer] : [...found, word];
    }, ['']);
  },
};
