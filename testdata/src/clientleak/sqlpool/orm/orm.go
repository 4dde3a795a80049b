// Package orm opens databases through gorm, which has no Close of its own.
package orm

import "gorm.io/gorm"

func createBad(d gorm.Dialector, v any) error {
	db, err := gorm.Open(d) // want `connection pool from gorm\.Open is never closed`
	if err != nil {
		return err
	}
	return db.Create(v).Error
}

// The pool behind it is closed, which is the only way.
func closedThroughDBOk(d gorm.Dialector, v any) error {
	db, err := gorm.Open(d)
	if err != nil {
		return err
	}
	pool, err := db.DB()
	if err != nil {
		return err
	}
	defer pool.Close()
	return db.Create(v).Error
}

func closedOnlyThenBad(d gorm.Dialector, v any) error {
	db, err := gorm.Open(d) // want `connection pool from gorm\.Open is not closed when err != nil`
	if err != nil {
		return err
	}
	if err := db.Create(v).Error; err != nil {
		return err
	}
	pool, err := db.DB()
	if err != nil {
		return err
	}
	return pool.Close()
}

// The same pool in another guise.
func modelOk(d gorm.Dialector, v any) (*gorm.DB, error) {
	db, err := gorm.Open(d)
	if err != nil {
		return nil, err
	}
	db = db.Model(v)
	return db, nil
}

func closedByHelperOk(d gorm.Dialector, v any) error {
	db, err := gorm.Open(d)
	if err != nil {
		return err
	}
	defer closeDB(db)
	return db.Create(v).Error
}

func closeDB(db *gorm.DB) {
	if pool, err := db.DB(); err == nil {
		pool.Close()
	}
}

func createHelpedBad(d gorm.Dialector, v any) error {
	db, err := openOk(d) // want `connection pool from openOk is never closed`
	if err != nil {
		return err
	}
	return db.Create(v).Error
}

func openOk(d gorm.Dialector) (*gorm.DB, error) {
	return gorm.Open(d, nil)
}
