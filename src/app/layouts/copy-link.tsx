import { useState } from 'react';
import { useText } from '../languages/language.ts';
import { Icon } from '../panels/marks.tsx';
import { linkToView } from './follow-address.ts';

const saidForMs = 2500;

/** Puts a link to this very view on the clipboard: moment, camera, selection and layout. */
export function CopyLink() {
  const t = useText();
  const [said, setSaid] = useState<'copied' | 'refused' | null>(null);
  const copy = async () => {
    const copied = await navigator.clipboard.writeText(linkToView()).then(
      () => true,
      () => false,
    );
    setSaid(copied ? 'copied' : 'refused');
    setTimeout(() => setSaid(null), saidForMs);
  };
  return (
    <span className="copy-link">
      <button
        type="button"
        aria-label={t('desk.copyLink')}
        title={t('desk.copyLinkKey')}
        data-hotkey="copy-link"
        onClick={() => void copy()}
      >
        <Icon name={said === 'copied' ? 'done' : 'link'} />
      </button>
      <span role="status" className={said === null ? 'unseen' : 'copy-link-said'}>
        {said === 'copied' && t('desk.linkCopied')}
        {said === 'refused' && t('desk.linkRefused')}
      </span>
    </span>
  );
}
