import type { Forecast } from '../../../protocol/messages.ts';
import { useText } from '../../languages/language.ts';
import { nowMs } from '../../live/clock.ts';
import { useSession } from '../../stores/session.ts';
import { forecastWords } from './forecast-text.ts';
import './forecast.css';

/** Says what the fan of a trend is. */
export function FanNote({ forecast }: { readonly forecast: Forecast }) {
  const t = useText();
  const { index } = useSession();
  return (
    <p className="fan-note">
      {forecastWords(forecast, index, nowMs()).whole}. <span className="muted">{t('forecast.fan')}</span>
    </p>
  );
}
