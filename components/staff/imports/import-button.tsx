import type { ReactNode } from 'react';
import type { FormAction } from '#components/staff/form-answer.ts';
import { StaffForm } from '#components/staff/staff-form.island';

/** A form of one button that does something with an import. */
export function ImportButton({
  id,
  action,
  label,
  submit,
  look = 'button-main',
  children,
}: {
  id: number;
  action: FormAction;
  label: string;
  submit: string;
  look?: 'button-main' | 'button-danger' | '';
  children?: ReactNode;
}) {
  return (
    <StaffForm action={action} label={label} className="grid justify-items-start gap-2">
      <input type="hidden" name="id" value={id} />
      {children}
      <button type="submit" className={`button ${look}`}>
        {submit}
      </button>
    </StaffForm>
  );
}
