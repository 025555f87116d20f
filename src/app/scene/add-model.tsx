import { useRef } from 'react';
import { useText } from '../languages/language.ts';
import { takeFile } from '../stores/cad.ts';
import { selectionStore } from '../stores/selection.ts';
import { useSession } from '../stores/session.ts';

/** Chooses a model file, for those who do not drop one: it comes to the selected machine, or to the middle of the hall. */
export function AddModel() {
  const t = useText();
  const { index } = useSession();
  const input = useRef<HTMLInputElement>(null);
  const take = (file: File | undefined) => {
    const { machine } = selectionStore.getState();
    const placed = machine === null ? undefined : index.machineById.get(machine);
    const [width, depth] = index.plant.site.floor;
    const { x, z } = placed?.machine.pose ?? { x: width / 2, z: depth / 2 };
    if (file) void takeFile(file, placed ? machine : null, { x, z });
  };
  return (
    <>
      <button
        type="button"
        className="add-model"
        title={t('tools.addModelHint')}
        aria-label={t('tools.addModelHint')}
        onClick={() => input.current?.click()}
      >
        <svg className="tool-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path d="M8 1.5 13.5 4.5v7L8 14.5 2.5 11.5v-7zM2.5 4.5 8 7.5l5.5-3M8 7.5v7" />
        </svg>
        <span className="tool-word">{t('tools.addModel')}</span>
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".glb,.gltf,model/gltf-binary,model/gltf+json"
        onChange={({ target }) => {
          take(target.files?.[0]);
          target.value = '';
        }}
      />
    </>
  );
}
