import { Canvas, useFrame } from '@react-three/fiber';
import { memo } from 'react';
import { createRoot } from 'react-dom/client';
import { create } from 'zustand';

/** How one would write a hall without thinking of load: a mesh and a component for each bound part, a value in a store. */
const machines = Number(new URLSearchParams(location.search).get('machines'));
const partsEach = 20;
const periodMs = 100;

const parts = Array.from({ length: machines * partsEach }, (_, k) => k);
const useValues = create<{ readonly values: Record<number, number> }>(() => ({ values: {} }));

const Part = memo(function Part({ k }: { readonly k: number }) {
  const value = useValues(({ values }) => values[k] ?? 0);
  const machine = Math.floor(k / partsEach);
  const column = machine % 25;
  const row = Math.floor(machine / 25);
  return (
    <mesh position={[column * 4, (k % partsEach) * 0.1, row * 5]} rotation={[0, value, 0]}>
      <boxGeometry args={[1, 0.08, 1]} />
      <meshStandardMaterial color={value > 0.9 ? 'orange' : 'grey'} />
    </mesh>
  );
});

let drawn = 0;
function Count() {
  useFrame(({ gl }) => {
    document.body.dataset.drawn = String(++drawn);
    document.body.dataset.drawCalls = String(gl.info.render.calls);
  });
  return null;
}

let tick = 0;
function say(): void {
  tick++;
  useValues.setState({ values: Object.fromEntries(parts.map((k) => [k, Math.sin(tick / 60 + k)])) });
  setTimeout(say, periodMs);
}

createRoot(document.getElementById('root')!).render(
  <div style={{ width: 1440, height: 900 }}>
    <Canvas camera={{ position: [50, 60, 120], far: 600 }}>
      <ambientLight />
      <directionalLight position={[10, 20, 10]} />
      {parts.map((k) => (
        <Part key={k} k={k} />
      ))}
      <Count />
    </Canvas>
  </div>,
);
say();
