import { expect, test } from 'vitest';
import { kpiPlant } from '../../../analytics/kpi/kpi-plant.fixture.ts';
import { kpiReport } from '../../../analytics/kpi/report.ts';
import { unitTimes } from '../../../analytics/kpi/stretches.ts';
import { packmlCode } from '../../../twin/packml.ts';
import type { MachineId } from '../../../twin/plant.ts';
import { indexPlant } from '../../../twin/plant-index.ts';
import { reportCsv } from './report-csv.ts';

test('REPORT-5: a row for each line and machine, n/a empty, names quoted, the waterfall whole', () => {
  const plant = kpiPlant();
  const [area] = plant.areas;
  const [line, water] = area!.lines;
  const index = indexPlant({ ...plant, areas: [{ ...area!, lines: [{ ...line!, name: 'Line "1", wet' }, water!] }] });
  const window = { fromMs: 0, toMs: 3_600_000 };
  const states = { timesMs: [0], values: [packmlCode('Execute')], qualities: [0] };
  const unit = {
    ...unitTimes({ states, reasons: null }, [], window, window.toMs),
    counters: null,
    rateAt: () => undefined,
  };
  const units = new Map(['filler', 'capper', 'pump'].map((id) => [id as MachineId, unit]));
  const record = { window, recordedToMs: window.toMs, units, named: new Map(), products: new Map() };
  const csv = reportCsv(index, kpiReport(index, record, 'line'), kpiReport(index, record, 'unit'));
  const lines = csv.split('\r\n');
  expect(lines).toHaveLength(1 + 2 + 3 + 1);
  expect(lines[0]).toMatch(/^of,line,machine,from,to,oee,availability,effectiveness,/);
  expect(lines[1]).toMatch(
    /^line,"Line ""1"", wet",filler,1970-01-01T00:00:00\.000Z,1970-01-01T01:00:00\.000Z,,1,,,,,,,,,,,3600000,/,
  );
  expect(lines[3]).toMatch(/^unit,.*,filler,/);
});
