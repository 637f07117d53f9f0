/** A layer's constants: the values given for this run, otherwise the layer's own. */
import type { Constants, LayerModule } from '@maat/layers';

export function constantsFor(layer: LayerModule, given: Constants): Constants {
  return Object.fromEntries(layer.constants.map(({ name, value }) => [name, given[name] ?? value]));
}
