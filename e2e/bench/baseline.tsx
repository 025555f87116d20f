import { memo, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { io } from 'socket.io-client';
import { create } from 'zustand';

/** How one would write it without thinking of load: JSON in, a store, a component for each tag. */
interface Sample {
  readonly id: string;
  readonly time: number;
  readonly value: number;
  readonly quality: string;
}

const useSamples = create<{ readonly samples: Record<string, Sample> }>(() => ({ samples: {} }));

const lags: number[] = [];
const percentile = (share: number): number => {
  const sorted = lags.slice(-512).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
};

const TagValue = memo(function TagValue({ id }: { readonly id: string }) {
  const sample = useSamples((state) => state.samples[id]);
  return <span>{sample?.value.toFixed(2)} </span>;
});

function Page() {
  const [ids, setIds] = useState<readonly string[]>([]);
  const [ticks, setTicks] = useState(0);
  useEffect(() => {
    const socket = io({ transports: ['websocket'] });
    socket.on('samples', (samples: readonly Sample[]) => {
      setIds((known) => (known.length === samples.length ? known : samples.map(({ id }) => id)));
      useSamples.setState({ samples: Object.fromEntries(samples.map((sample) => [sample.id, sample])) });
      const { time } = samples[0]!;
      // biome-ignore lint/style/noRestrictedGlobals: the baseline measures its own frames
      requestAnimationFrame(() => {
        lags.push(performance.timeOrigin + performance.now() - time);
        setTicks((count) => count + 1);
      });
    });
    return () => {
      socket.disconnect();
    };
  }, []);
  return (
    <main data-ticks={ticks} data-p50={percentile(0.5)} data-p95={percentile(0.95)}>
      {ids.map((id) => (
        <TagValue key={id} id={id} />
      ))}
    </main>
  );
}

createRoot(document.getElementById('root')!).render(<Page />);
