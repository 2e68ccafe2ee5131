// What is wrong with how a page is laid out. The function runs in the page, so it stands alone.

export function layoutFaults() {
  const faults = [];
  const root = document.scrollingElement;
  const wide = root.clientWidth;
  if (root.scrollWidth > wide) {
    const out = [...document.body.querySelectorAll("*")].filter(
      (node) => !node.closest(".scroll") && node.getBoundingClientRect().right > wide + 0.5,
    );
    const name = (node) => `${node.tagName.toLowerCase()}${node.id ? `#${node.id}` : ""} "${node.textContent.trim().slice(0, 30)}"`;
    faults.push(`the page is ${root.scrollWidth} px wide: ${out.slice(0, 3).map(name).join(", ")}`);
  }

  // Pieces of words, each with its four corners, the box it moves in, and its size as seen.
  const pieces = [];
  // What is clipped away is for who hears the page.
  const isClipped = (node) => node && (getComputedStyle(node).clipPath !== "none" || isClipped(node.parentElement));
  const isShown = (node) => node.checkVisibility({ visibilityProperty: true }) && !node.closest(".skip") && !isClipped(node);
  const moving = (node) => {
    const box = node.closest(".scroll");
    return box && getComputedStyle(box).overflowX === "auto" ? box : root;
  };
  const add = (words, corners, node, size) => pieces.push({ words, corners, box: moving(node), size, name: node.parentElement.closest("[id], [class]")?.id || node.tagName });
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const node = text.parentElement;
    if (!text.data.trim() || node.namespaceURI.endsWith("svg") || !isShown(node)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const size = parseFloat(getComputedStyle(node).fontSize);
    for (const { left, right, top, bottom } of range.getClientRects()) {
      if (right - left < 1) continue;
      // A line's box is higher than its letters.
      const [high, low] = [top + (bottom - top) * 0.2, bottom - (bottom - top) * 0.2];
      add(text.data, [[left, high], [right, high], [right, low], [left, low]], node, size);
    }
  }
  for (const node of document.querySelectorAll("svg text, svg tspan")) {
    if (node.querySelector("tspan") || !node.textContent.trim() || !isShown(node)) continue;
    const last = node.getNumberOfChars() - 1;
    const [from, to] = [node.getExtentOfChar(0), node.getExtentOfChar(last)];
    const [left, right] = [Math.min(from.x, to.x), Math.max(from.x + from.width, to.x + to.width)];
    const [top, low] = [from.y + from.height * 0.2, from.y + from.height * 0.85];
    const matrix = node.getScreenCTM();
    const corners = [[left, top], [right, top], [right, low], [left, low]].map(([x, y]) => {
      const point = new DOMPoint(x, y).matrixTransform(matrix);
      return [point.x, point.y];
    });
    const size = parseFloat(getComputedStyle(node).fontSize) * Math.hypot(matrix.a, matrix.b);
    add(node.textContent, corners, node, size);
  }

  // Where rows are cards, a name stands beside what it names or not at all.
  for (const cell of document.querySelectorAll("td:empty")) {
    const { content } = getComputedStyle(cell, "::before");
    if (isShown(cell) && content !== "none") faults.push(`a name without anything beside it: ${content} in ${cell.closest("[id]")?.id}`);
  }

  // In a table no word is broken inside, nor an id or a day: between two lines it lies on both. A very long word may
  // be, and after a hyphen, a stroke or a closing brace a line may end.
  const isWhole = /^(?:[A-Z]{2}-\d{2}-\d{4}|\d{4}-\d{2}-\d{2})\W*$/;
  for (const cell of document.querySelectorAll("th, td, caption, figcaption")) {
    if (!isShown(cell) || cell.closest(".tight")) continue;
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      for (const { 0: token, index } of text.data.matchAll(/\S+/g)) {
        if (token.length > 24) continue;
        const parts = isWhole.test(token) ? [{ 0: token, index: 0 }] : token.matchAll(/[^-/}\u2010-\u2014]+/g);
        for (const part of parts) {
          const range = document.createRange();
          range.setStart(text, index + part.index);
          range.setEnd(text, index + part.index + part[0].length);
          const tops = [...range.getClientRects()].filter(({ width }) => width > 0.5).map(({ top }) => Math.round(top));
          if (new Set(tops).size > 1) faults.push(`broken inside: "${token}" in ${cell.closest("[id]")?.id ?? cell.tagName}`);
        }
      }
    }
  }

  // A segment of a bar that has room for its grade's letters says them.
  for (const bar of document.querySelectorAll("svg.grades rect.o, svg.grades rect.g, svg.grades rect.ri, svg.grades rect.i")) {
    const { left, right, top, bottom, width } = bar.getBoundingClientRect();
    if (width < 24 || !isShown(bar) || bar.closest(".key")) continue;
    const says = [...bar.ownerSVGElement.querySelectorAll("text.on")].some((label) => {
      const box = label.getBoundingClientRect();
      const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
      return left <= x && x <= right && top <= y && y <= bottom;
    });
    if (!says) faults.push(`a segment of ${width.toFixed()} px without its letters: ${bar.getAttribute("class")}`);
  }

  const edges = ({ corners }) => {
    const [xs, ys] = [corners.map((corner) => corner[0]), corners.map((corner) => corner[1])];
    return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  };
  for (const piece of pieces) Object.assign(piece, edges(piece));

  // On paper a chart is made smaller to fit; 6 pt is what its small print may come to.
  const least = matchMedia("print").matches ? 8 : 11.9;
  for (const { words, left, right, box, size, name } of pieces) {
    const place = box === root ? { left: 0, right: wide } : box.getBoundingClientRect();
    const long = Math.max(box.scrollWidth, place.right - place.left);
    // A box that begins at its right end moves to the left.
    const isBackwards = box !== root && getComputedStyle(box).direction === "rtl";
    const start = isBackwards ? place.right - long : place.left;
    const end = box === root || isBackwards ? place.right : place.left + long;
    if (left < start - 1 || right > end + 1) faults.push(`cut: "${words.trim().slice(0, 40)}" in ${name}, from ${left.toFixed()} to ${right.toFixed()}`);
    if (size < least) faults.push(`only ${size.toFixed(1)} px high: "${words.trim().slice(0, 40)}"`);
  }

  // Two four-sided figures lie apart if some side of one has all of the other beyond it.
  const apart = (one, other) => one.corners.some(([x, y], place) => {
    const [nextX, nextY] = one.corners[(place + 1) % 4];
    return other.corners.every(([a, b]) => (nextX - x) * (b - y) - (nextY - y) * (a - x) <= 1);
  });
  pieces.sort((one, other) => one.top - other.top);
  pieces.forEach((one, place) => {
    for (let next = place + 1; next < pieces.length && pieces[next].top < one.bottom; next += 1) {
      const other = pieces[next];
      if (other.box !== one.box || other.left >= one.right || one.left >= other.right) continue;
      if (apart(one, other) || apart(other, one)) continue;
      faults.push(`words lie on words: "${one.words.trim().slice(0, 40)}" and "${other.words.trim().slice(0, 40)}"`);
    }
  });
  return faults;
}
