/** A button that copies the page's address and says so in an <output>, in the words the page brought along. */
export class CopyLink extends HTMLElement {
  connectedCallback(): void {
    const output = this.querySelector('output');
    const address = this.dataset.address ?? location.href;
    this.querySelector('button')?.addEventListener('click', async () => {
      const copied = await copy(address);
      if (!output) return;
      output.textContent = copied
        ? (this.dataset.copied ?? '')
        : (this.dataset.failed ?? '').replace('{address}', address);
      if (copied) setTimeout(() => (output.textContent = ''), 4_000);
    });
  }
}

async function copy(text: string): Promise<boolean> {
  try {
    // Missing where the page is not served over HTTPS.
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const focused = document.activeElement as HTMLElement | null;
    const field = document.createElement('textarea');
    field.value = text;
    field.style.position = 'fixed';
    document.body.append(field);
    field.select();
    const copied = document.execCommand('copy');
    field.remove();
    focused?.focus();
    return copied;
  }
}
