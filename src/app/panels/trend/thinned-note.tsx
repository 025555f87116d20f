import { locale, useText } from '../../languages/language.ts';
import { useSession } from '../../stores/session.ts';

/** Says that of what is older than `beforeMs` not every sample was kept. Unix ms. */
export function ThinnedNote({ beforeMs }: { readonly beforeMs: number }) {
  const t = useText();
  const { timeZone } = useSession().index.plant.site;
  const date = new Intl.DateTimeFormat(locale(), { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(
    beforeMs,
  );
  return <>{t('thinned.before', { date })}</>;
}
