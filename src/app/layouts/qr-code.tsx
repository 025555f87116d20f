import { encode } from 'uqr';

/** Four modules of paper around a code, or scanners take what stands beside it for a part of it (ISO/IEC 18004). */
const quietZone = 4;

interface QrCodeProps {
  readonly text: string;
  readonly label: string;
}

/** A text as a QR code that survives 15 % of dirt and scratches. */
export function QrCode({ text, label }: QrCodeProps) {
  const { size, data } = encode(text, { ecc: 'M', border: quietZone });
  return (
    <svg
      className="qr-code"
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
      data-text={text}
    >
      <path d={codePath(data)} />
    </svg>
  );
}

/** One rectangle for each run of dark modules in a row. */
export function codePath(dark: readonly (readonly boolean[])[]): string {
  let path = '';
  for (const [y, row] of dark.entries()) {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      const from = x;
      while (row[x + 1]) x++;
      path += `M${from} ${y}h${x + 1 - from}v1H${from}z`;
    }
  }
  return path;
}
