import type { GltfRule } from '../en/gltf.ts';

/** By the English words. */
export const gltf: Readonly<Record<GltfRule, string>> = {
  'gives no version': 'nennt keine Version',
  'has no bytes': 'hat keine Bytes',
  'has no POSITION': 'hat keine POSITION',
  'has not one normal a vertex': 'hat nicht für jeden Eckpunkt eine Normale',
  'has a data URI that is no base64': 'hat einen data-URI, der kein Base64 ist',
  'has a data URI without base64': 'hat einen data-URI ohne Base64',
  'has two parents': 'hat zwei Eltern',
  'has values that are no numbers': 'hat Werte, die keine Zahlen sind',
  'has {{number}} of its {{all}} bytes': 'hat {{number}} von {{all}} Bytes',
  'cannot be unpacked by Meshopt': 'lässt sich mit Meshopt nicht entpacken',
  'ends beyond its buffer of {{all}} bytes': 'endet hinter seinem Puffer von {{all}} Bytes',
  'ends beyond its view of {{all}} bytes': 'endet hinter seinem Ausschnitt von {{all}} Bytes',
  'is no list': 'ist keine Liste',
  'is no list of {{all}} numbers': 'ist keine Liste von {{all}} Zahlen',
  'is no object': 'ist kein Objekt',
  'is no whole number': 'ist keine ganze Zahl',
  'is none of those of glTF': 'gibt es in glTF nicht',
  'is not one of {{all}} numbers': 'besteht nicht aus {{all}} Zahlen',
  'lacks its indices or values': 'hat keine Indizes oder keine Werte',
  'names elements that are not there': 'nennt Elemente, die es nicht gibt',
  'names none of the {{name}}': 'nennt keinen Eintrag von {{name}}',
  'names vertex {{number}} of {{all}}': 'nennt Eckpunkt {{number}} von {{all}}',
  'stands more than {{all}} levels deep': 'steht tiefer als {{all}} Ebenen',
  'unpacks to too much': 'wird entpackt zu groß',
};
