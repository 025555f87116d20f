/**
 * Draws the words, lines and symbols that lie over a picture as HTML and SVG onto a canvas. CSS px from the left top of
 * `root`; only what is visible, in the colours that it has on screen.
 */
export function drawWords(context: CanvasRenderingContext2D, root: HTMLElement): void {
  const { left, top } = root.getBoundingClientRect();
  context.save();
  context.translate(-left, -top);
  for (const element of root.querySelectorAll<HTMLElement | SVGElement>('*')) {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (element instanceof SVGPathElement) drawPath(context, element);
    else if (!(element instanceof SVGElement)) fillBox(context, element);
    for (const node of element.childNodes) if (node instanceof Text) drawText(context, element, node);
  }
  context.restore();
}

function fillBox(context: CanvasRenderingContext2D, element: HTMLElement): void {
  const { backgroundColor } = getComputedStyle(element);
  if (backgroundColor === 'rgba(0, 0, 0, 0)') return;
  const { left, top, width, height } = element.getBoundingClientRect();
  context.fillStyle = backgroundColor;
  context.fillRect(left, top, width, height);
}

function drawPath(context: CanvasRenderingContext2D, element: SVGPathElement): void {
  const matrix = element.getScreenCTM();
  if (!matrix) return;
  const { fill, stroke, strokeWidth } = getComputedStyle(element);
  const path = new Path2D(element.getAttribute('d') ?? '');
  context.save();
  context.transform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f);
  if (stroke !== 'none') {
    context.strokeStyle = stroke;
    context.lineWidth = Number.parseFloat(strokeWidth);
    context.stroke(path);
  }
  if (fill !== 'none') {
    context.fillStyle = fill;
    context.fill(path);
  }
  context.restore();
}

/** Words stand in one line each: labels and plates do not wrap. */
function drawText(context: CanvasRenderingContext2D, element: Element, node: Text): void {
  const words = node.data.trim();
  if (words === '') return;
  const range = document.createRange();
  range.selectNodeContents(node);
  const box = range.getBoundingClientRect();
  const { fontStyle, fontWeight, fontSize, fontFamily, color, fill } = getComputedStyle(element);
  // What is drawn in an SVG is as large as that is.
  const scale = element instanceof SVGGraphicsElement ? (element.getScreenCTM()?.a ?? 1) : 1;
  context.font = `${fontStyle} ${fontWeight} ${Number.parseFloat(fontSize) * scale}px ${fontFamily}`;
  context.fillStyle = element instanceof SVGElement ? fill : color;
  context.textBaseline = 'alphabetic';
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = context.measureText(words);
  context.fillText(words, box.left, box.top + (box.height + ascent - descent) / 2);
}
