"""Labels for the printers of the wards."""

import shlex
import subprocess


def print_label(patient_id: int, printer: str) -> int:
    return subprocess.run(f"lpr -P {printer} /srv/labels/{patient_id}.txt", shell=True).returncode


def printer_state(printer: str) -> str:
    return subprocess.check_output(f"lpstat -p {shlex.quote(printer)}", shell=True, text=True)
