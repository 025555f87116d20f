/** What browsers that can read codes have; TypeScript's own list of the DOM has it not yet. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
type DetectorMaker = new (options: { readonly formats: readonly string[] }) => Detector;

const maker = (): DetectorMaker | undefined => (globalThis as { BarcodeDetector?: DetectorMaker }).BarcodeDetector;

/** Whether this browser reads codes, and may ask for a camera. */
export const canScan = (): boolean => maker() !== undefined && navigator.mediaDevices?.getUserMedia !== undefined;

/** Between two looks at the picture: quick for a person, little work for a tablet. */
const lookEveryMs = 200;

/** Shows the camera in `video` and tells each code it reads, until `signal` aborts. Rejects when there is no camera. */
export async function scan(video: HTMLVideoElement, read: (text: string) => void, signal: AbortSignal): Promise<void> {
  const Maker = maker();
  if (!Maker) return;
  const detector = new Maker({ formats: ['qr_code'] });
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  try {
    if (signal.aborted) return;
    video.srcObject = stream;
    await video.play();
    while (!signal.aborted) {
      for (const { rawValue } of await detector.detect(video)) if (!signal.aborted) read(rawValue);
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}
