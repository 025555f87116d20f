import { checkAlarms } from './alarms/check-alarms.ts';
import { checkBindings } from './check-bindings.ts';
import { checkFlows } from './check-flows.ts';
import { checkGeometry } from './check-geometry.ts';
import { checkHeatMaps } from './check-heat-maps.ts';
import { checkIds } from './check-ids.ts';
import { checkKpis } from './check-kpis.ts';
import { checkMachines } from './check-machines.ts';
import { checkMaintenance } from './check-maintenance.ts';
import { checkProduction } from './check-production.ts';
import { checkSite } from './check-site.ts';
import { checkTags } from './check-tags.ts';
import { checkViews } from './check-views.ts';
import type { Fault, Report } from './fault.ts';
import type { Plant } from './plant.ts';
import { plantSchema } from './plant-schema.ts';
import { checkStructure, type Sound } from './structure.ts';
import { surveyPlant } from './survey.ts';

export type PlantCheck =
  | { readonly plant: Plant; readonly faults?: never }
  | { readonly plant?: never; readonly faults: readonly Fault[] };

/** Reads parsed JSON as a plant, or finds everything that is wrong with it. Takes any value and never throws. */
export function checkPlant(value: unknown): PlantCheck {
  const faults: Fault[] = [];
  const sound = checkStructure(plantSchema, value, [], faults) as Sound<Plant> | undefined;
  if (sound !== undefined) {
    const survey = surveyPlant(sound);
    const fault: Report = (path, told) => faults.push({ path, told });
    checkSite(survey, fault);
    checkIds(survey, fault);
    checkTags(survey, fault);
    checkAlarms(survey, fault);
    checkMachines(survey, fault);
    checkMaintenance(survey, fault);
    checkBindings(survey, fault);
    checkGeometry(survey, fault);
    checkFlows(survey, fault);
    checkHeatMaps(survey, fault);
    checkViews(survey, fault);
    checkKpis(survey, fault);
    checkProduction(survey, fault);
  }
  return faults.length > 0 ? { faults } : { plant: value as Plant };
}
