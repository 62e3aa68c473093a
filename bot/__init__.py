"""The machine: WeCom in, commands and jobs run, WeCom out."""
