import type { Divider } from '#blocks/divider/schema';
import type { KindText } from '#blocks/kind';

export const dividerText: KindText<Divider> = {
  parts: () => ({}),
  summary: () => '* * *',
};
