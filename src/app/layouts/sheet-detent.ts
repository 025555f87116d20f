import { type Detent, detents } from '../stores/panes.ts';

/** Where the heights are, as shares of the room; `tablet.css` draws them so. */
const shares: Readonly<Record<Detent, number>> = { peek: 0.14, half: 0.5, full: 0.88 };
/** CSS px a ms: let go faster than this, the sheet goes on in that direction. */
const flickPxPerMs = 0.4;

/** Where a sheet comes to rest that was let go at `share` of the room, moving `pxPerMs` upwards. */
export function detentAfter(share: number, pxPerMs: number, before: Detent): Detent {
  const nearest = detents.reduce((best, each) =>
    Math.abs(shares[each] - share) < Math.abs(shares[best] - share) ? each : best,
  );
  if (Math.abs(pxPerMs) < flickPxPerMs || nearest !== before) return nearest;
  return detents[detents.indexOf(before) + Math.sign(pxPerMs)] ?? before;
}
