export function readCommand(args: string[]): {
  program: string;
  args: string[];
  needsAllPackages: boolean;
  isPortal?: boolean;
  nodeOptions?: string[];
};
