import { useStore } from 'zustand';
import { type Language, languages } from '../../twin/language.ts';
import { chooseLanguage, languageStore, useText } from '../languages/language.ts';

/** The page's language, by its own name; remembered on this device. */
export function LanguageChoice() {
  const t = useText();
  const language = useStore(languageStore, (state) => state.language);
  return (
    <label className="language-choice" title={t('desk.language')}>
      <span aria-hidden="true">{language.toUpperCase()}</span>
      <select
        aria-label={t('desk.language')}
        value={language}
        onChange={(event) => void chooseLanguage(event.target.value as Language)}
      >
        {Object.entries(languages).map(([each, name]) => (
          <option key={each} value={each} lang={each}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
