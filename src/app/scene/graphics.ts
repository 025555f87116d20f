/** What draws here: nothing, the processor in place of a graphics card, or a card. */
export type Graphics = 'none' | 'software' | 'card';

/** Without a card, smoothed edges and slanted texture reads cost more frames than they are worth. */
const softwareNames = /llvmpipe|swiftshader|softpipe|basic render|software/i;

let here: Graphics | undefined;

/** Of this page, asked once. */
export const graphicsHere = (): Graphics => (here ??= graphicsOf(document.createElement('canvas')));

function graphicsOf(canvas: HTMLCanvasElement): Graphics {
  const context = canvas.getContext('webgl2');
  if (!context) return 'none';
  const names = context.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = names && context.getParameter(names.UNMASKED_RENDERER_WEBGL);
  // The probe gives its context back: browsers allow only a few at a time.
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return typeof name === 'string' && softwareNames.test(name) ? 'software' : 'card';
}
