import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useText } from '../../languages/language.ts';
import { cadStore, takeFile } from '../../stores/cad.ts';
import { selectionStore } from '../../stores/selection.ts';
import { useSession } from '../../stores/session.ts';
import './drop-target.css';

const carriesFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Takes a model file that is dropped anywhere on the page, and says so while one hangs over it. */
export function DropTarget() {
  const t = useText();
  const { index } = useSession();
  const [hangs, setHangs] = useState(false);
  const hovered = useStore(selectionStore, (state) => state.hovered);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      setHangs(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setHangs(false);
    };
    const drop = (event: DragEvent) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      setHangs(false);
      const file = event.dataTransfer?.files[0];
      const [width, depth] = index.plant.site.floor;
      const onPicture = event.target instanceof HTMLCanvasElement;
      const { aim } = cadStore.getState();
      const at = (onPicture && aim) || { x: width / 2, z: depth / 2 };
      if (file) void takeFile(file, onPicture ? selectionStore.getState().hovered : null, at);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [index]);
  if (!hangs) return null;
  const machine = hovered === null ? undefined : index.machineById.get(hovered);
  return (
    <div className="drop-target" role="status">
      <p>
        <b>{t('tools.dropModel')}</b> {machine && t('tools.dropOn', { machine: machine.machine.name })}
      </p>
    </div>
  );
}
