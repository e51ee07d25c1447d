"""The site: views translate, `care` decides, `store` keeps."""
