import type { Area } from './edge-arrows.ts';

/** What lies over the picture and must not be covered (`data-keep-clear`), in CSS px from the left top of `host`. */
export function keptClear(host: HTMLElement): Area[] {
  const { left, top } = host.getBoundingClientRect();
  const all = host.closest('section')?.parentElement?.querySelectorAll('[data-keep-clear]') ?? [];
  return [...all].map((each) => {
    const box = each.getBoundingClientRect();
    return { left: box.left - left, top: box.top - top, right: box.right - left, bottom: box.bottom - top };
  });
}
