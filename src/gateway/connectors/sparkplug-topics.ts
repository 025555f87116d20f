/** `spBv1.0/group/TYPE/node[/device]`, Sparkplug 3.0 chapter 4. */
export interface SparkplugTopic {
  readonly group: string;
  readonly type: string;
  readonly node: string;
  /** Empty for messages of the node itself. */
  readonly device: string;
}

export function parseTopic(topic: string): SparkplugTopic | undefined {
  const [namespace, group, type, node, device = '', ...rest] = topic.split('/');
  if (namespace !== 'spBv1.0' || group === undefined || type === undefined || node === undefined) return undefined;
  return rest.length === 0 ? { group, type, node, device } : undefined;
}

export const nodeTopic = (group: string, type: string, node: string): string => `spBv1.0/${group}/${type}/${node}`;

export const deviceTopic = (group: string, type: string, node: string, device: string): string =>
  device === '' ? nodeTopic(group, `N${type}`, node) : `${nodeTopic(group, `D${type}`, node)}/${device}`;

/** Everything of one edge node; '#' takes the level above it too, where the node's own messages are. */
export const nodeFilter = (group: string, node: string): string => `spBv1.0/${group}/+/${node}/#`;

export const stateTopic = (host: string): string => `spBv1.0/STATE/${host}`;

export const rebirthMetric = 'Node Control/Rebirth';

/** A metric's tag address: "device/metric", or the metric's name alone at node level. */
export const addressOf = (device: string, metric: string): string => (device === '' ? metric : `${device}/${metric}`);
