// Package orm opens databases through gorm, which has no Close of its own.
package orm

import "gorm.io/gorm"

// What releases it is reached through something else, which is not followed.
func FN_create(d gorm.Dialector, v any) error {
	db, err := gorm.Open(d)
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

func openOk(d gorm.Dialector) (*gorm.DB, error) {
	return gorm.Open(d, nil)
}
