export const tools = {
  addModel: 'CAD model',
  addModelHint: 'Add a CAD model (.glb, .gltf): choose a file here, or drop one on the page',
  dropModel: 'Drop the model',
  dropOn: 'on {{machine}}, or beside it',
  droppedModel: 'Model {{file}}',
  doctor: 'Binding doctor',
  bindings: 'Bindings',
  bindingsCount_one: 'Bindings: {{count}} does not show what it should',
  bindingsCount_other: 'Bindings: {{count}} do not show what they should',
} as const;
