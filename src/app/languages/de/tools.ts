export const tools = {
  addModel: 'CAD-Modell',
  addModelHint: 'CAD-Modell hinzufügen (.glb, .gltf): hier eine Datei wählen oder auf der Seite ablegen',
  dropModel: 'Modell ablegen',
  dropOn: 'auf {{machine}} oder daneben',
  droppedModel: 'Modell {{file}}',
  doctor: 'Bindungsdoktor',
  bindings: 'Bindungen',
  bindingsCount_one: 'Bindungen: {{count}} zeigt nicht, was sie soll',
  bindingsCount_other: 'Bindungen: {{count}} zeigen nicht, was sie sollen',
};
