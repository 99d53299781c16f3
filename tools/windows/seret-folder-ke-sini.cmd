@echo off
rem Seret folder berisi ekspor ke berkas ini: dicatat, dievaluasi, dan satu halaman hasilnya dibuka.
setlocal
chcp 65001 >nul
set SKPD_EVAL_LANG=id
if "%~1"=="" (
  echo Seret folder berisi ekspor ^(Excel atau CSV^) ke berkas ini.
  pause
  exit /b 2
)
set "HASIL=%~dp0hasil"
if not exist "%HASIL%" mkdir "%HASIL%"
set "SKPD_EVAL_LEDGER=%HASIL%\buku-catatan.sqlite"
:berikutnya
if "%~1"=="" goto evaluasi
call "%~dp0skpd-eval.cmd" ingest "%~1"
if errorlevel 66 goto gagal
shift /1
goto berikutnya
:evaluasi
call "%~dp0skpd-eval.cmd" report --out "%HASIL%\halaman.pdf"
if errorlevel 11 goto gagal
start "" "%HASIL%\halaman.pdf"
call "%~dp0skpd-eval.cmd" report --out "%HASIL%\bahan.xlsx"
call "%~dp0skpd-eval.cmd" status
echo.
echo Hasil ada di %HASIL%: halaman.pdf dan bahan.xlsx.
pause
exit /b 0
:gagal
echo.
echo Belum berhasil: bacalah keterangan di atas. Berkas yang ditolak disebut dengan alasannya.
pause
exit /b 65
