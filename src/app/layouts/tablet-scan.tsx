import { useEffect, useRef, useState } from 'react';
import { useText } from '../languages/language.ts';
import { machineInCode } from '../stores/address.ts';
import { setPanes } from '../stores/panes.ts';
import { frame, select } from '../stores/selection.ts';
import { useSession } from '../stores/session.ts';
import { machineCalled } from './follow-address.ts';
import { scan } from './scanner.ts';

/** The camera's picture; a machine's code in it opens the machine. */
export function TabletScan() {
  const t = useText();
  const { index } = useSession();
  const video = useRef<HTMLVideoElement>(null);
  const [said, setSaid] = useState('');
  useEffect(() => {
    const ends = new AbortController();
    const read = (code: string) => {
      const asked = machineInCode(code);
      if (asked === null) {
        setSaid(t('tablet.notOurs', { text: code }));
        return;
      }
      const machine = machineCalled(index, asked);
      if (machine === null) {
        setSaid(t('tablet.unknownCode', { id: asked }));
        return;
      }
      ends.abort();
      select(machine);
      frame([machine]);
      setPanes({ sheet: 'machine' });
    };
    if (video.current) {
      scan(video.current, read, ends.signal).catch((error: Error) => {
        if (!ends.signal.aborted) setSaid(t('tablet.noCamera', { why: error.message }));
      });
    }
    return () => ends.abort();
  }, [index, t]);
  return (
    <div className="sheet-scan">
      <p role="status">{said === '' ? t('tablet.pointAt') : said}</p>
      <video ref={video} muted playsInline aria-label={t('tablet.scanCode')} />
    </div>
  );
}
