import { hasDemo } from '#newsroom/setup/demo';

export const readHasDemo = hasDemo;
